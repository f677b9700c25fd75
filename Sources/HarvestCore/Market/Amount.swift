/// Any other decimal of the tables: USDC volumes, liquidity, scores, milliseconds.
public struct Amount: FixedPoint {
    public let millionths: Int64

    public init(millionths: Int64) { self.millionths = millionths }
}
