package import HarvestCore

/// An order book as CLOB's REST endpoints send it.
package struct ClobBook: Hashable, Sendable {
    /// The book, levels in wire order, texts as they came; what the hash is over.
    package var snapshot: BookSnapshot
    /// The same as a book, best prices first.
    package var book: OrderBook
    /// Time of the market's last book change; none in 2024.
    package var time: Timestamp?
    /// Smallest order, in shares.
    package var minimumOrderSize: Size?
    /// Smallest price step.
    package var tickSize: Price?
    /// The market's last trade: this token's price or one minus it; none when there was none.
    package var lastTradePrice: Price?

    /// Condition of the market.
    package var conditionID: ConditionID { snapshot.conditionID }
    /// Token.
    package var tokenID: TokenID { snapshot.tokenID }
    /// The venue's hash; equal hashes mean an unchanged book.
    package var hash: String? { snapshot.hash }

    /// Keys we know, used or not.
    static let keys = KnownKeys(
        "book",
        always: """
            market asset_id timestamp hash bids asks
            """,
        sometimes: """
            min_order_size tick_size neg_risk last_trade_price
            """)

    /// Reads a book. One level that cannot be read spoils its book: half a book is not a book.
    package init(_ node: JSONNode, in context: DecodeContext) throws(DecodeError) {
        let reader = try ObjectReader(node, Self.keys, in: context)
        var snapshot = BookSnapshot(
            conditionID: try reader.identifier("market"), tokenID: try reader.identifier("asset_id"))
        snapshot.timestamp = try reader.textIfPresent("timestamp")
        snapshot.hash = try reader.textIfPresent("hash")
        snapshot.minimumOrderSize = try reader.textIfPresent("min_order_size")
        snapshot.tickSize = try reader.textIfPresent("tick_size")
        snapshot.isNegRisk = try reader.booleanIfPresent("neg_risk")
        snapshot.lastTradePrice = try reader.textIfPresent("last_trade_price")
        try ClobLevels.append(to: &snapshot, .bid, try reader.node("bids"), in: context)
        try ClobLevels.append(to: &snapshot, .ask, try reader.node("asks"), in: context)
        do throws(BookError) { book = try snapshot.orderBook() } catch {
            throw context.error(.contradiction(error.message), at: node)
        }
        time = try reader.millisecondsIfPresent("timestamp")
        minimumOrderSize = try reader.exactIfPresent("min_order_size")
        tickSize = try reader.exactIfPresent("tick_size")
        lastTradePrice = try reader.exactIfPresent("last_trade_price")
        self.snapshot = snapshot
    }
}
