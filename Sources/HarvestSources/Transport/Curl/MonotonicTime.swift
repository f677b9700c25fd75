internal import Glibc

/// The machine's monotonic clock, for the deadlines of transfers alone.
///
/// libcurl measures its own deadlines with it, and the loop sleeps in the kernel by it, so those kept beside
/// libcurl's must follow the same clock and not the engine's, which a test may hold still.
enum MonotonicTime {
    /// Time since the machine's start.
    static var now: Duration {
        var moment = timespec()
        clock_gettime(CLOCK_MONOTONIC, &moment)
        return .seconds(moment.tv_sec) + .nanoseconds(moment.tv_nsec)
    }
}
