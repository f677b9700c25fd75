internal import Glibc
internal import HarvestCore

/// The clocks of this machine: the wall clock for what is stored, the monotonic one for waiting. The only
/// place in the program that asks the system for the time.
struct SystemClock: EngineClock {
    private let start = ContinuousClock.now

    var now: Timestamp {
        var time = timespec()
        // It cannot fail: CLOCK_REALTIME exists and the pointer is good.
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    /// The system's monotonic clock, which a service manager compares with its own.
    static var monotonicMicroseconds: Int64 {
        var time = timespec()
        // It cannot fail: CLOCK_MONOTONIC exists and the pointer is good.
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }

    var uptime: Duration { ContinuousClock.now - start }

    func sleep(until deadline: Duration) async throws {
        try await ContinuousClock().sleep(until: start + deadline, tolerance: .zero)
    }
}
