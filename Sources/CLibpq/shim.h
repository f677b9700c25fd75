#pragma once
#include <libpq-fe.h>
#include <sys/eventfd.h>

// eventfd's header declares its flags as an anonymous enum and the call as non-throwing C++, which Swift's
// importer leaves out of its Glibc module; one line makes the call reachable.
static inline int harvest_eventfd(void) {
    return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}
