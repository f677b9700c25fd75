/// Depth of one token's book near its best prices at one moment, in shares. Table `fact_quote_depth_raw`.
public struct QuoteDepth: Record, Hashable {
    /// Token.
    public var tokenID: TokenID
    /// Market.
    public var marketID: MarketID
    /// Bids within 1 % of the best bid.
    public var bidDepth1: Size
    /// Bids within 2 % of the best bid.
    public var bidDepth2: Size
    /// Bids within 5 % of the best bid.
    public var bidDepth5: Size
    /// Asks within 1 % of the best ask.
    public var askDepth1: Size
    /// Asks within 2 % of the best ask.
    public var askDepth2: Size
    /// Asks within 5 % of the best ask.
    public var askDepth5: Size
    /// (bid − ask) ÷ (bid + ask) of the 5 % bands; none when both are 0.
    public var imbalance: Amount?
    /// The venue's time of the book's last change.
    public var sourceTime: Timestamp?
    /// When the bytes reached our socket.
    public var capturedAt: Timestamp

    /// Makes a row.
    public init(
        tokenID: TokenID, marketID: MarketID, bidDepth1: Size, bidDepth2: Size, bidDepth5: Size,
        askDepth1: Size, askDepth2: Size, askDepth5: Size, imbalance: Amount?, sourceTime: Timestamp?,
        capturedAt: Timestamp
    ) {
        self.tokenID = tokenID
        self.marketID = marketID
        self.bidDepth1 = bidDepth1
        self.bidDepth2 = bidDepth2
        self.bidDepth5 = bidDepth5
        self.askDepth1 = askDepth1
        self.askDepth2 = askDepth2
        self.askDepth5 = askDepth5
        self.imbalance = imbalance
        self.sourceTime = sourceTime
        self.capturedAt = capturedAt
    }

    public func encode(into row: inout RowEncoder) {
        row.append(tokenID)
        row.append(marketID)
        row.append(bidDepth1)
        row.append(bidDepth2)
        row.append(bidDepth5)
        row.append(askDepth1)
        row.append(askDepth2)
        row.append(askDepth5)
        row.append(imbalance)
        row.append(sourceTime)
        row.append(capturedAt)
    }
}

extension QuoteDepth {
    public static let table = TableSchema(
        name: "fact_quote_depth_raw",
        summary: "Depth of one token's book near its best prices at one moment, in shares.",
        columns: [
            Column("id", .serial, "Number of the row, given by the store."),
            Column("token_id", .text, references: "dim_token", "Token."),
            Column("market_id", .text, references: "dim_market", "Market."),
            Column(
                "bid_depth_1pct", .decimal(precision: 20, scale: 6), default: .value(.decimal(millionths: 0)),
                "Bids within 1 % of the best bid."),
            Column(
                "bid_depth_2pct", .decimal(precision: 20, scale: 6), default: .value(.decimal(millionths: 0)),
                "Bids within 2 % of the best bid."),
            Column(
                "bid_depth_5pct", .decimal(precision: 20, scale: 6), default: .value(.decimal(millionths: 0)),
                "Bids within 5 % of the best bid."),
            Column(
                "ask_depth_1pct", .decimal(precision: 20, scale: 6), default: .value(.decimal(millionths: 0)),
                "Asks within 1 % of the best ask."),
            Column(
                "ask_depth_2pct", .decimal(precision: 20, scale: 6), default: .value(.decimal(millionths: 0)),
                "Asks within 2 % of the best ask."),
            Column(
                "ask_depth_5pct", .decimal(precision: 20, scale: 6), default: .value(.decimal(millionths: 0)),
                "Asks within 5 % of the best ask."),
            .optional(
                "imbalance", .decimal(precision: 12, scale: 6),
                "(bid − ask) ÷ (bid + ask) of the 5 % bands; none when both are 0."),
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
