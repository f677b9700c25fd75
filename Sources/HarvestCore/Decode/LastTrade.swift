/// A trade as the stream tells it.
public struct LastTrade: Hashable, Sendable {
    /// Condition of the market.
    public var conditionID: ConditionID
    /// Token.
    public var tokenID: TokenID
    /// Price of the trade.
    public var price: Price
    /// The price as it was written: a book is hashed with its zeros.
    public var priceText: String
    /// Shares traded; `nil` when it was not said.
    public var size: Size?
    /// The taker: `bid` for a buyer, `ask` for a seller; `nil` when it was not said.
    public var side: Side?
    /// Fee in hundredths of a percent; `nil` when it was not said.
    public var feeBasisPoints: Amount?
    /// Time of the trade.
    public var time: Timestamp?
    /// Transaction on the chain; told since 2026.
    public var transactionHash: String?
}
