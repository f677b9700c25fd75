/// What rests on a side within a band, exactly: integers of the wire's decimals, nothing rounded.
public struct LadderDepth: Hashable, Sendable {
    /// Shares in millionths.
    public var size: Int64
    /// Price times size in 10⁻¹² USDC: no digit is rounded away.
    public var notional: Int128
    /// Price levels.
    public var levelCount: Int

    /// Joins the figures.
    public init(size: Int64, notional: Int128, levelCount: Int) {
        self.size = size
        self.notional = notional
        self.levelCount = levelCount
    }

    /// Nothing.
    public static let zero = LadderDepth(size: 0, notional: 0, levelCount: 0)
}
