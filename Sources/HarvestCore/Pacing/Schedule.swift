/// When a job runs next: every `interval`, less what the last run took, plus or minus a tenth by chance.
///
/// The jitter keeps jobs of equal interval from falling together for ever. A run that took longer than the
/// interval, or a machine that slept, leads to one run at once and never to a series of missed ones.
public struct Schedule: Sendable {
    /// Time between the starts of two runs.
    public let interval: Duration

    private var dueAt: Duration?
    private var generator: SplitMix64

    /// Makes a schedule whose first run is due at once. `seed` decides the jitter.
    public init(every interval: Duration, seed: UInt64) {
        self.interval = interval
        generator = SplitMix64(seed: seed)
    }

    /// How long to wait at `now` before the next run starts.
    public func wait(at now: Duration) -> Duration { max((dueAt ?? now) - now, .zero) }

    /// How long the next run has been due at `now`; zero when it is not, or due for the first time.
    public func lateness(at now: Duration) -> Duration { max(now - (dueAt ?? now), .zero) }

    /// Notes that a run starts, and draws when the next one is due.
    public mutating func runStarts(at now: Duration) {
        // Counting from the due time keeps the mean interval; who is behind by a whole one counts anew, so
        // that a machine that slept catches up on nothing.
        let origin = lateness(at: now) < interval ? dueAt ?? now : now
        let jitter = Double.random(in: -0.1...0.1, using: &generator)
        dueAt = max(origin + interval + interval * jitter, now)
    }

    /// Puts the next run off until this time at least.
    public mutating func postpone(until time: Duration) { dueAt = max(dueAt ?? time, time) }

    /// Brings the next run forward to this time at the latest.
    public mutating func bringForward(to time: Duration) { dueAt = min(dueAt ?? time, time) }
}
