/// The best estimate of a window's count from XTracker's daily figure and our own posts.
public struct CountEstimate: Hashable, Sendable {
    /// The greater of the two counts: neither invents posts, either may lag.
    public let estimate: Int
    /// From 0.1 to 0.99 by how far the counts lie apart; 0.35 without a daily figure.
    public let confidence: Amount

    /// Estimates from the cumulative daily count inside the window, if there is one, and our posts inside it.
    public init(metricCount: Int?, postCount: Int) {
        guard let metricCount else {
            estimate = postCount
            confidence = Amount(millionths: 350_000)
            return
        }
        estimate = max(metricCount, postCount)
        let gap = Int64(abs(metricCount - postCount))
        let scale = Int64(max(10, metricCount + 1))
        let raw = 1_000_000 - gap * 1_000_000 / scale
        confidence = Amount(millionths: min(max(raw, 100_000), 990_000))
    }
}
