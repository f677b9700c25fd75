/// What rests within a band.
public struct Depth: Hashable, Sendable {
    /// Shares.
    public let size: Size
    /// Their price times size, in USDC, half a millionth up.
    public let notional: Amount
    /// Price levels.
    public let levelCount: Int

    /// Joins the figures.
    public init(size: Size, notional: Amount, levelCount: Int) {
        self.size = size
        self.notional = notional
        self.levelCount = levelCount
    }

    /// Nothing.
    public static let zero = Depth(size: .zero, notional: .zero, levelCount: 0)
}
