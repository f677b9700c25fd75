/// How many retries a source may still make, so that an outage does not become a storm.
///
/// Every request earns a small part of a retry, and so does time; a retry spends one. Over any stretch,
/// retries are at most `ratio` of the requests plus one a minute plus what was saved up.
public struct RetryBudget: Hashable, Sendable {
    /// Retries earned by one request.
    public let ratio: Double
    /// The most that can be saved up.
    public let capacity: Double

    private var credit: Double
    private var refilledAt: Duration?

    /// Makes a full budget. Defaults: 8 retries for 100 requests, 5 saved up.
    public init(ratio: Double = 0.08, capacity: Double = 5) {
        self.ratio = ratio
        self.capacity = capacity
        credit = capacity
    }

    /// Notes a first attempt.
    public mutating func noteRequest() { credit = min(capacity, credit + ratio) }

    /// Spends a retry when there is one.
    public mutating func spendRetry(at now: Duration) -> Bool {
        let minutes = (now - (refilledAt ?? now)).inSeconds / 60
        credit = min(capacity, credit + minutes)
        refilledAt = now
        guard credit >= 1 else { return false }
        credit -= 1
        return true
    }
}
