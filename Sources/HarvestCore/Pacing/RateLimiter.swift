/// Hands out a source's permits in the order in which they were asked for.
public actor RateLimiter {
    private var bucket: TokenBucket
    private let clock: any EngineClock
    private let turn = Gate(width: 1)

    /// Makes a limiter with a full bucket.
    public init(_ bucket: TokenBucket, clock: any EngineClock) {
        self.bucket = bucket
        self.clock = clock
    }

    /// How many callers wait behind the one whose turn it is.
    package nonisolated var waiterCount: Int { turn.waiterCount }

    /// Waits for a permit and takes it; answers how long that took. Throws when the task is cancelled.
    @discardableResult
    public func permit() async throws -> Duration {
        let start = clock.uptime
        try await turn.pass { try await waitAndTake() }
        return clock.uptime - start
    }

    /// How many permits could be taken at once now.
    package var available: Int { bucket.available(at: clock.uptime) }

    /// Gives no permit for `delay` and halves the rate: after a 429 or a `Retry-After`.
    public func holdOff(for delay: Duration) { bucket.holdOff(for: delay, at: clock.uptime) }

    /// Notes an answer without complaint.
    public func answered() { bucket.answered() }

    /// Goes at another pace from now on; who waits already waits no longer than the earlier pace told.
    public func changePace(rate: Double, burst: Int) {
        bucket.changePace(rate: rate, burst: burst, at: clock.uptime)
    }

    private func waitAndTake() async throws {
        // A complaint may come while we sleep, so the bucket is asked again after every sleep.
        while true {
            let now = clock.uptime
            let wait = bucket.wait(at: now)
            if wait == .zero { return bucket.take(at: now) }
            try await clock.sleep(for: wait)
        }
    }
}
