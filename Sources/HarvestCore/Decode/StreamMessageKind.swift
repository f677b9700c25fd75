/// What a message of the book stream is about.
public enum StreamMessageKind: Hashable, Sendable {
    /// A whole book.
    case book
    /// Changed levels.
    case priceChange
    /// A trade.
    case lastTradePrice
    /// Another price step.
    case tickSizeChange
    /// Another top of book.
    case bestBidAsk
    /// Something else, such as a new market.
    case other
}
