#pragma once
#include <microhttpd.h>
#include <arpa/inet.h>
#include <string.h>

// MHD_start_daemon is variadic, which Swift cannot call. This form listens on loopback only, because nothing
// here is meant to be reached from another machine, and leaves the date header to the caller's own clock.
static inline struct MHD_Daemon *harvest_mhd_start(
    uint16_t port, unsigned int threads, unsigned int connections, unsigned int timeout_seconds,
    size_t connection_memory_bytes, void *context, MHD_AccessHandlerCallback answer,
    void *(*target_seen)(void *, const char *, struct MHD_Connection *),
    MHD_RequestCompletedCallback completed) {
    struct sockaddr_in address;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    unsigned int flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME
        | MHD_USE_SUPPRESS_DATE_NO_CLOCK;
    return MHD_start_daemon(
        flags, port, NULL, NULL, answer, context,
        MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
        MHD_OPTION_THREAD_POOL_SIZE, threads,
        MHD_OPTION_CONNECTION_LIMIT, connections,
        MHD_OPTION_CONNECTION_TIMEOUT, timeout_seconds,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, connection_memory_bytes,
        MHD_OPTION_URI_LOG_CALLBACK, target_seen, context,
        MHD_OPTION_NOTIFY_COMPLETED, completed, context,
        MHD_OPTION_END);
}

// MHD_get_daemon_info is variadic; this asks it the one thing we need, the port the system chose. Zero when
// it cannot be told.
static inline uint16_t harvest_mhd_port(struct MHD_Daemon *daemon) {
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info == NULL ? 0 : info->port;
}

// The next three are macros with casts, which Swift does not import.
static inline uint64_t harvest_mhd_size_unknown(void) { return MHD_SIZE_UNKNOWN; }
static inline ssize_t harvest_mhd_end_of_stream(void) { return MHD_CONTENT_READER_END_OF_STREAM; }
static inline ssize_t harvest_mhd_end_with_error(void) { return MHD_CONTENT_READER_END_WITH_ERROR; }
