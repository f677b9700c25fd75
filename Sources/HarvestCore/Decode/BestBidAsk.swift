/// Another top of book, as the stream tells it; the venue promises neither that it comes nor that it is
/// right.
public struct BestBidAsk: Hashable, Sendable {
    /// Condition of the market.
    public var conditionID: ConditionID
    /// Token.
    public var tokenID: TokenID
    /// Best bid; `nil` when there is none.
    public var bestBid: Price?
    /// Best ask; `nil` when there is none.
    public var bestAsk: Price?
    /// Best ask minus best bid; `nil` when it was not said.
    public var spread: Price?
    /// Time of the change.
    public var time: Timestamp?
}
