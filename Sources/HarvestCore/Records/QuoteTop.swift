/// Top of book of one token at one moment. Table `fact_quote_top_raw`.
public struct QuoteTop: Record, Hashable {
    /// Token.
    public var tokenID: TokenID
    /// Market.
    public var marketID: MarketID
    /// Highest bid; none when the side is empty.
    public var bestBid: Price?
    /// Lowest ask; none when the side is empty.
    public var bestAsk: Price?
    /// Half-way between both; none when a side is empty.
    public var mid: Price?
    /// Ask minus bid; none when a side is empty.
    public var spread: Amount?
    /// The market's last trade as the book shows it: this token's price or one minus it.
    public var lastTradePrice: Price?
    /// The venue's time of the book's last change.
    public var sourceTime: Timestamp?
    /// When the bytes reached our socket.
    public var capturedAt: Timestamp

    /// Makes a row.
    public init(
        tokenID: TokenID, marketID: MarketID, bestBid: Price?, bestAsk: Price?, mid: Price?,
        spread: Amount?, lastTradePrice: Price?, sourceTime: Timestamp?, capturedAt: Timestamp
    ) {
        self.tokenID = tokenID
        self.marketID = marketID
        self.bestBid = bestBid
        self.bestAsk = bestAsk
        self.mid = mid
        self.spread = spread
        self.lastTradePrice = lastTradePrice
        self.sourceTime = sourceTime
        self.capturedAt = capturedAt
    }

    public func encode(into row: inout RowEncoder) {
        row.append(tokenID)
        row.append(marketID)
        row.append(bestBid)
        row.append(bestAsk)
        row.append(mid)
        row.append(spread)
        row.append(lastTradePrice)
        row.append(sourceTime)
        row.append(capturedAt)
    }
}

extension QuoteTop {
    public static let table = TableSchema(
        name: "fact_quote_top_raw", summary: "Top of book of one token at one moment.",
        columns: [
            Column("id", .serial, "Number of the row, given by the store."),
            Column("token_id", .text, references: "dim_token", "Token."),
            Column("market_id", .text, references: "dim_market", "Market."),
            .optional(
                "best_bid", .decimal(precision: 12, scale: 6), "Highest bid; none when the side is empty."),
            .optional(
                "best_ask", .decimal(precision: 12, scale: 6), "Lowest ask; none when the side is empty."),
            .optional(
                "mid", .decimal(precision: 12, scale: 6),
                "Half-way between both; none when a side is empty."),
            .optional(
                "spread", .decimal(precision: 12, scale: 6), "Ask minus bid; none when a side is empty."),
            .optional(
                "last_trade_price", .decimal(precision: 12, scale: 6),
                "The market's last trade as the book shows it: this token's price or one minus it."),
            .optional("source_ts", .timestamp, "The venue's time of the book's last change."),
            Column("captured_at", .timestamp, default: .now, "When the bytes reached our socket."),
        ],
        primaryKey: ["id", "captured_at"],
        indexes: [
            TableSchema.Index(["token_id", "-captured_at"]),
            TableSchema.Index(["captured_at"], isBlockRange: true),
        ],
        partitionColumn: "captured_at",
        timeColumn: "captured_at",
        rule: .insertIfAbsent(identity: ["token_id", "captured_at"]))
}
