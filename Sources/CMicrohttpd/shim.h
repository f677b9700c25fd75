#pragma once
#include <microhttpd.h>
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

// What a listener is made of. `host` is an address of this machine in digits; callbacks may be NULL.
struct harvest_mhd_listener {
    const char *host;
    uint16_t port;
    unsigned int threads;
    unsigned int connections;
    unsigned int timeout_seconds;
    size_t connection_memory_bytes;
    void *context;
    MHD_AccessHandlerCallback answer;
    void *(*target_seen)(void *, const char *, struct MHD_Connection *);
    MHD_RequestCompletedCallback completed;
    MHD_NotifyConnectionCallback connected;
};

// Fills in a socket address. Zero for anything but loopback, because nothing here is meant to be reached
// from another machine.
static inline int harvest_mhd_loopback(const char *host, uint16_t port, struct sockaddr_storage *storage) {
    struct sockaddr_in *four = (struct sockaddr_in *)storage;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)storage;
    memset(storage, 0, sizeof *storage);
    if (inet_pton(AF_INET, host, &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons(port);
        return ntohl(four->sin_addr.s_addr) >> 24 == 127;
    }
    memset(storage, 0, sizeof *storage);
    if (inet_pton(AF_INET6, host, &six->sin6_addr) != 1) return 0;
    six->sin6_family = AF_INET6;
    six->sin6_port = htons(port);
    return IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
}

// MHD_start_daemon is variadic, which Swift cannot call. This form leaves the date header to the caller's
// own clock. NULL when it cannot listen; errno says why as far as the library has left it.
static inline struct MHD_Daemon *harvest_mhd_start(const struct harvest_mhd_listener *wanted) {
    struct sockaddr_storage address;
    unsigned int flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME
        | MHD_USE_SUPPRESS_DATE_NO_CLOCK;
    if (!harvest_mhd_loopback(wanted->host, wanted->port, &address)) {
        errno = EADDRNOTAVAIL;
        return NULL;
    }
    if (address.ss_family == AF_INET6) flags |= MHD_USE_IPv6;
    errno = 0;
    return MHD_start_daemon(
        flags, wanted->port, NULL, NULL, wanted->answer, wanted->context,
        MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
        MHD_OPTION_THREAD_POOL_SIZE, wanted->threads,
        MHD_OPTION_CONNECTION_LIMIT, wanted->connections,
        MHD_OPTION_CONNECTION_TIMEOUT, wanted->timeout_seconds,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, wanted->connection_memory_bytes,
        MHD_OPTION_URI_LOG_CALLBACK, wanted->target_seen, wanted->context,
        MHD_OPTION_NOTIFY_COMPLETED, wanted->completed, wanted->context,
        MHD_OPTION_NOTIFY_CONNECTION, wanted->connected, wanted->context,
        MHD_OPTION_END);
}

// MHD_get_daemon_info is variadic; this asks it the one thing we need, the port the system chose. Zero when
// it cannot be told.
static inline uint16_t harvest_mhd_port(struct MHD_Daemon *daemon) {
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info == NULL ? 0 : info->port;
}

// MHD_get_connection_info is variadic; this asks for the connection's socket, -1 when it cannot be told.
static inline int harvest_mhd_socket(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info == NULL ? -1 : info->connect_fd;
}

// The next three are macros with casts, which Swift does not import.
static inline uint64_t harvest_mhd_size_unknown(void) { return MHD_SIZE_UNKNOWN; }
static inline ssize_t harvest_mhd_end_of_stream(void) { return MHD_CONTENT_READER_END_OF_STREAM; }
static inline ssize_t harvest_mhd_end_with_error(void) { return MHD_CONTENT_READER_END_WITH_ERROR; }
