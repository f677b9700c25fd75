/// What rests on both sides within one band, exactly.
public struct BandTotals: Hashable, Sendable {
    /// Shares bid for, in millionths.
    public var bidSize: UInt64 = 0
    /// Shares offered, in millionths.
    public var askSize: UInt64 = 0
    /// Price times size of the bids, in 10⁻¹² USDC: no digit is rounded away.
    public var bidNotional: UInt128 = 0
    /// Price times size of the offers, in 10⁻¹² USDC.
    public var askNotional: UInt128 = 0

    /// Nothing.
    public init() {}

    /// Bids less offers as a share of both, from −1 to 1; `nil` when nothing rests there.
    public var imbalance: Double? {
        let (bid, ask) = (Double(bidSize), Double(askSize))
        return bid + ask > 0 ? (bid - ask) / (bid + ask) : nil
    }

    /// One side as plain values, its notional rounded to a millionth of a USDC, half up.
    ///
    /// - Parameters:
    ///   - side: bids or offers.
    ///   - levelCount: how many levels they are, which totals do not know.
    public func depth(_ side: Side, levelCount: Int) -> Depth {
        let (size, notional) = side == .bid ? (bidSize, bidNotional) : (askSize, askNotional)
        return Depth(
            size: Size(millionths: Int64(clamping: size)),
            notional: Amount(millionths: Int64(clamping: (notional + 500_000) / 1_000_000)),
            levelCount: levelCount)
    }
}
