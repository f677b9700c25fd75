/// How far from where depth is counted: a share of the best price or of the mid.
public struct DepthBand: Hashable, Sendable {
    /// What the distance is measured from.
    public enum Origin: Hashable, Sendable {
        /// The best price of the side itself; what the stored depth columns use.
        case best
        /// The mid; there is no band when a side is empty.
        case mid
    }

    /// What the distance is measured from.
    public let origin: Origin
    /// The distance in hundredths of a percent of the origin.
    public let basisPoints: Int

    /// Describes a band by hundredths of a percent; below 0 means 0, above 10,000 means 10,000.
    public init(basisPoints: Int, from origin: Origin = .best) {
        self.basisPoints = min(max(basisPoints, 0), 10_000)
        self.origin = origin
    }

    /// Describes a band by whole percent; below 0 means 0, above 100 means 100.
    public init(percent: Int, from origin: Origin = .best) {
        self.init(basisPoints: min(max(percent, 0), 100) * 100, from: origin)
    }
}
