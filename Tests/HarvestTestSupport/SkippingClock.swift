public import HarvestCore

/// A clock on which short waits take no time: sleeping moves it to the deadline and returns.
///
/// For tests that run whole jobs, where pacing and retries wait many times. Waits longer than `longest` are
/// deadlines nobody should reach; they last until their task is cancelled.
public final class SkippingClock: EngineClock {
    private let base: ManualClock
    private let longest: Duration

    /// Starts at a moment; 2026-01-15T12:00:00Z when none is given. `longest` is five minutes by default.
    public init(now: Timestamp = Timestamp(seconds: 1_768_478_400), longest: Duration = .minutes(5)) {
        base = ManualClock(now: now)
        self.longest = longest
    }

    /// The wall clock, moved by waits and by `advance`.
    public var now: Timestamp { base.now }

    /// The time since the start, moved alike.
    public var uptime: Duration { base.uptime }

    /// Moves both clocks.
    public func advance(by duration: Duration) { base.advance(by: duration) }

    /// Moves the clock to the deadline when it is near, or waits for cancellation.
    public func sleep(until deadline: Duration) async throws {
        try Task.checkCancellation()
        let wait = deadline - uptime
        guard wait <= longest else { return try await base.sleep(until: deadline) }
        if wait > .zero { base.advance(by: wait) }
        await Task.yield()
    }
}
