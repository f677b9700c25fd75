/// How long to wait before the nth retry: full jitter, evenly drawn from zero to a doubling, capped bound.
///
/// With the defaults the bounds are 250 ms, 500 ms, 1 s, 2 s … 30 s. Full jitter spreads many clients, or
/// many jobs of one client, evenly; a fixed delay with a little jitter keeps them in step.
public struct Backoff: Hashable, Sendable {
    /// The bound of the first wait.
    public let base: Duration
    /// The greatest bound.
    public let cap: Duration

    /// Makes a backoff. Defaults: base 250 ms, cap 30 s.
    public init(base: Duration = .milliseconds(250), cap: Duration = .seconds(30)) {
        self.base = base
        self.cap = cap
    }

    /// The bound before retry `attempt`, counted from 1.
    public func bound(beforeRetry attempt: Int) -> Duration {
        let doublings = min(max(attempt - 1, 0), 30)
        return min(cap, base * (1 << doublings))
    }

    /// Draws the wait before retry `attempt`, counted from 1.
    public func delay(beforeRetry attempt: Int, using generator: inout some RandomNumberGenerator) -> Duration
    {
        let bound = bound(beforeRetry: attempt).microseconds
        return .microseconds(Int64.random(in: 0...bound, using: &generator))
    }
}
