public import HarvestCore

/// A parsed message of changed levels as plain values, for comparisons.
public struct ParsedChanges: Hashable, Sendable {
    /// One changed level.
    public struct Change: Hashable, Sendable {
        public var token: String
        public var hash: String
        public var priceText: String
        public var sizeText: String
        public var price: UInt32
        public var size: UInt64
        public var side: Side
        public var bestBid: UInt32
        public var bestAsk: UInt32
    }

    public var market: String
    public var milliseconds: UInt64
    public var changes: [Change]

    init(market: String, milliseconds: UInt64, changes: [Change]) {
        self.market = market
        self.milliseconds = milliseconds
        self.changes = changes
    }

    /// Copies the changes a parser lends.
    public init(_ message: borrowing PriceChanges) {
        market = String(decoding: message.market, as: UTF8.self)
        milliseconds = message.milliseconds
        changes = message.changes.map { change in
            Change(
                token: String(decoding: change.token, as: UTF8.self),
                hash: String(decoding: change.hash, as: UTF8.self),
                priceText: String(decoding: change.priceText, as: UTF8.self),
                sizeText: String(decoding: change.sizeText, as: UTF8.self), price: change.price,
                size: change.size, side: change.side,
                bestBid: change.bestBid, bestAsk: change.bestAsk)
        }
    }
}
