/// Time as the engine sees it. It is always given from outside, so that tests own it.
public protocol EngineClock: Sendable {
    /// The wall clock: may jump; only for what is stored and shown.
    var now: Timestamp { get }

    /// Time since an arbitrary start, never going back: for waiting and measuring.
    var uptime: Duration { get }

    /// Waits until `uptime` reaches `deadline`; throws `CancellationError` when the task is cancelled.
    func sleep(until deadline: Duration) async throws
}

extension EngineClock {
    /// Waits for a length of time; returns at once when it is not positive.
    public func sleep(for duration: Duration) async throws {
        guard duration > .zero else { return try Task.checkCancellation() }
        try await sleep(until: uptime + duration)
    }
}
