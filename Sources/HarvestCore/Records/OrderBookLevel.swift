/// One level of one token's book at one moment. Table `fact_orderbook_l2_raw`.
public struct OrderBookLevel: Record, Hashable {
    /// Token.
    public var tokenID: TokenID
    /// Market.
    public var marketID: MarketID
    /// `bid` or `ask`.
    public var side: Side
    /// Price.
    public var price: Price
    /// Shares resting at the price.
    public var size: Size
    /// Place from the best price, which is 0.
    public var levelIndex: Int
    /// The venue's time of the book's last change.
    public var sourceTime: Timestamp?
    /// When the bytes reached our socket.
    public var capturedAt: Timestamp

    /// Makes a row.
    public init(
        tokenID: TokenID, marketID: MarketID, side: Side, price: Price, size: Size, levelIndex: Int,
        sourceTime: Timestamp?, capturedAt: Timestamp
    ) {
        self.tokenID = tokenID
        self.marketID = marketID
        self.side = side
        self.price = price
        self.size = size
        self.levelIndex = levelIndex
        self.sourceTime = sourceTime
        self.capturedAt = capturedAt
    }

    public func encode(into row: inout RowEncoder) {
        row.append(tokenID)
        row.append(marketID)
        row.append(side.rawValue)
        row.append(price)
        row.append(size)
        row.append(levelIndex)
        row.append(sourceTime)
        row.append(capturedAt)
    }
}

extension OrderBookLevel {
    public static let table = TableSchema(
        name: "fact_orderbook_l2_raw", summary: "One level of one token's book at one moment.",
        columns: [
            Column("id", .serial, "Number of the row, given by the store."),
            Column("token_id", .text, references: "dim_token", "Token."),
            Column("market_id", .text, references: "dim_market", "Market."),
            Column("side", .text, "`bid` or `ask`."),
            Column("price", .decimal(precision: 12, scale: 6), "Price."),
            Column("size", .decimal(precision: 20, scale: 6), "Shares resting at the price."),
            Column("level_index", .integer, "Place from the best price, which is 0."),
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
        rule: .insertIfAbsent(identity: ["token_id", "captured_at", "side", "level_index"]))
}
