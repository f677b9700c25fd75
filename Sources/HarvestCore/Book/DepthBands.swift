/// Three depth bands that are computed in one pass: distances from near to far, and what they are measured
/// from.
///
/// A book can answer for any single `DepthBand`; these three are what a parser gives with every book.
public struct DepthBands: Hashable, Sendable {
    /// What the distances are measured from.
    public let origin: DepthBand.Origin
    /// The smallest distance, in hundredths of a percent.
    public let near: Int
    /// The second distance, in hundredths of a percent.
    public let middle: Int
    /// The largest distance, in hundredths of a percent.
    public let far: Int

    /// Names three distances in hundredths of a percent, from near to far.
    ///
    /// Each is from 0 to 10,000 and not below the one before; any other is moved to the nearest that is.
    public init(near: Int, middle: Int, far: Int, from origin: DepthBand.Origin = .best) {
        self.origin = origin
        self.near = min(max(near, 0), 10_000)
        self.middle = min(max(middle, self.near), 10_000)
        self.far = min(max(far, self.middle), 10_000)
    }

    /// 1, 2 and 5 percent of each side's best price, as the stored depth columns have them.
    public static let standard = DepthBands(near: 100, middle: 200, far: 500)
}
