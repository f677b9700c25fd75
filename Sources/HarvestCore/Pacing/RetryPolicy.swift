/// Decides after a failed attempt whether there is another one, and when.
///
/// The decision rests on the failure's ``Advice`` alone. A `Retry-After` is a lower bound: the wait is never
/// shorter, and one that asks for more than `longestWait` ends the retries instead of blocking the job.
public struct RetryPolicy: Sendable {
    /// What to do after a failed attempt.
    public enum Decision: Hashable, Sendable {
        /// Try again after this time.
        case retry(after: Duration)
        /// Give up; the word says which bound ended it: `advice`, `attempts`, `budget` or `retry-after`.
        case giveUp(bound: String)
    }

    /// The most attempts, the first one included.
    public let maximumAttempts: Int
    /// Waits between them.
    public let backoff: Backoff
    /// The longest `Retry-After` that is waited for.
    public let longestWait: Duration

    private var budget: RetryBudget
    private var generator: SplitMix64

    /// Makes a policy. Defaults: 3 attempts, a minute's `Retry-After`. `seed` decides the jitter.
    public init(
        maximumAttempts: Int = 3, backoff: Backoff = Backoff(), longestWait: Duration = .seconds(60),
        budget: RetryBudget = RetryBudget(), seed: UInt64
    ) {
        self.maximumAttempts = maximumAttempts
        self.backoff = backoff
        self.longestWait = longestWait
        self.budget = budget
        generator = SplitMix64(seed: seed)
    }

    /// Notes a first attempt, which earns a part of a retry.
    public mutating func noteRequest() { budget.noteRequest() }

    /// Decides after attempt number `attempt`, counted from 1, has failed.
    public mutating func decide(after advice: Advice, attempt: Int, at now: Duration) -> Decision {
        let lowerBound: Duration
        switch advice {
        case .skip, .stop: return .giveUp(bound: "advice")
        case .reconnect: lowerBound = .zero
        case .retry(let after): lowerBound = after ?? .zero
        }
        guard attempt < maximumAttempts else { return .giveUp(bound: "attempts") }
        guard lowerBound <= longestWait else { return .giveUp(bound: "retry-after") }
        guard budget.spendRetry(at: now) else { return .giveUp(bound: "budget") }
        return .retry(after: lowerBound + backoff.delay(beforeRetry: attempt, using: &generator))
    }
}
