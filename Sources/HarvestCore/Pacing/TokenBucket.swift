/// The arithmetic of a rate limit: `burst` permits at once, then one every `interval`.
///
/// In any stretch of time of length t it gives at most `burst + t / interval` permits. It only answers how
/// long to wait; waiting is the ``RateLimiter``'s part. Kept as one moment, the time at which the bucket
/// would be full again (the generic cell rate algorithm), so nothing accumulates rounding errors.
public struct TokenBucket: Hashable, Sendable {
    /// Permits a second when nothing slows us down.
    public private(set) var rate: Double
    /// Permits that may be taken at once after a pause.
    public private(set) var burst: Int
    /// How many times slower than `rate` we go at present; 1 when the venue is content.
    public private(set) var slowdown: Double = 1

    /// The greatest slowdown that complaints lead to.
    public static let maximumSlowdown: Double = 16

    private var fullAt: Duration = .zero
    private var heldUntil: Duration = .zero

    /// Makes a full bucket. `rate` must be positive and `burst` at least 1; smaller values are lifted to
    /// that.
    public init(rate: Double, burst: Int) {
        self.rate = max(rate, 0.001)
        self.burst = max(burst, 1)
    }

    /// How long to wait at `now` before a permit may be taken; zero when one is there.
    public func wait(at now: Duration) -> Duration {
        let ready = max(fullAt - interval * (burst - 1), heldUntil)
        return max(ready - now, .zero)
    }

    /// How many permits could be taken at once at `now`.
    public func available(at now: Duration) -> Int {
        guard wait(at: now) == .zero else { return 0 }
        return min(burst, burst - Int((max(fullAt - now, .zero) / interval).rounded(.up)))
    }

    /// Takes a permit. Only after `wait(at:)` has answered zero for the same moment.
    public mutating func take(at now: Duration) { fullAt = max(now, fullAt) + interval }

    /// Gives no permit before `delay` has passed and goes at half the speed from then on: the venue
    /// complained.
    public mutating func holdOff(for delay: Duration, at now: Duration) {
        heldUntil = max(heldUntil, now + delay)
        slowdown = min(slowdown * 2, Self.maximumSlowdown)
    }

    /// Recovers a little: twenty answers without complaint undo one doubling from 2 to 1.
    public mutating func answered() { slowdown = max(1, slowdown - 0.05) }

    /// Goes at another pace from `now` on. The permits that are there stay, as far as the new burst holds
    /// them; none are added, and complaints are not forgotten.
    public mutating func changePace(rate: Double, burst: Int, at now: Duration) {
        let missing = max(fullAt - now, .zero) / interval
        let left = min(Double(self.burst) - missing, Double(max(burst, 1)))
        self.rate = max(rate, 0.001)
        self.burst = max(burst, 1)
        fullAt = now + interval * (Double(self.burst) - left)
    }

    private var interval: Duration { .seconds(slowdown / rate) }
}
