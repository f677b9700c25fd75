/// Decides whether a failed service starts again, and when, from the times of its earlier failures.
struct RestartHistory {
    /// Restarts within the present window.
    private(set) var restarts = 0

    private let rule: RestartRule
    private var failures: [Duration] = []
    private var generator: SplitMix64

    init(rule: RestartRule, seed: UInt64) {
        self.rule = rule
        generator = SplitMix64(seed: seed)
    }

    /// The wait before the next start, or `nil` when there is none.
    mutating func delayAfterFailure(at now: Duration) -> Duration? {
        guard case .restart(let limit, let window, let backoff) = rule else { return nil }
        // Failures that are older than the window are forgotten: a healthy spell resets the count.
        failures.removeAll { $0 <= now - window }
        restarts = failures.count
        guard failures.count < limit else { return nil }
        failures.append(now)
        return backoff.delay(beforeRetry: failures.count, using: &generator)
    }
}
