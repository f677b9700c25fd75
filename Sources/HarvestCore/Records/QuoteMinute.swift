/// Open, high, low and close of a token's mid by the minute. Table `fact_quote_1m`.
public struct QuoteMinute: Record, Hashable {
    /// Token.
    public var tokenID: TokenID
    /// Market.
    public var marketID: MarketID
    /// Start of the minute.
    public var minute: Timestamp
    /// First mid.
    public var open: Price?
    /// Greatest mid.
    public var high: Price?
    /// Smallest mid.
    public var low: Price?
    /// Last mid.
    public var close: Price?
    /// Mean spread.
    public var averageSpread: Amount?
    /// Smallest spread.
    public var minimumSpread: Amount?
    /// Greatest spread.
    public var maximumSpread: Amount?
    /// Quotes in the minute, those without a mid included.
    public var sampleCount: Int
    /// When the minute was last recomputed to other values.
    public var updatedAt: Timestamp

    /// Makes a row.
    public init(
        tokenID: TokenID, marketID: MarketID, minute: Timestamp, open: Price?, high: Price?,
        low: Price?, close: Price?, averageSpread: Amount?, minimumSpread: Amount?,
        maximumSpread: Amount?, sampleCount: Int, updatedAt: Timestamp
    ) {
        self.tokenID = tokenID
        self.marketID = marketID
        self.minute = minute
        self.open = open
        self.high = high
        self.low = low
        self.close = close
        self.averageSpread = averageSpread
        self.minimumSpread = minimumSpread
        self.maximumSpread = maximumSpread
        self.sampleCount = sampleCount
        self.updatedAt = updatedAt
    }

    public func encode(into row: inout RowEncoder) {
        row.append(tokenID)
        row.append(marketID)
        row.append(minute)
        row.append(open)
        row.append(high)
        row.append(low)
        row.append(close)
        row.append(averageSpread)
        row.append(minimumSpread)
        row.append(maximumSpread)
        row.append(sampleCount)
        row.append(updatedAt)
    }
}

extension QuoteMinute {
    public static let table = TableSchema(
        name: "fact_quote_1m", summary: "Open, high, low and close of a token's mid by the minute.",
        columns: [
            Column("token_id", .text, references: "dim_token", "Token."),
            Column("market_id", .text, references: "dim_market", "Market."),
            Column("bucket_minute", .timestamp, "Start of the minute."),
            .optional("open", .decimal(precision: 12, scale: 6), "First mid."),
            .optional("high", .decimal(precision: 12, scale: 6), "Greatest mid."),
            .optional("low", .decimal(precision: 12, scale: 6), "Smallest mid."),
            .optional("close", .decimal(precision: 12, scale: 6), "Last mid."),
            .optional("avg_spread", .decimal(precision: 12, scale: 6), "Mean spread."),
            .optional("min_spread", .decimal(precision: 12, scale: 6), "Smallest spread."),
            .optional("max_spread", .decimal(precision: 12, scale: 6), "Greatest spread."),
            Column("sample_count", .integer, "Quotes in the minute, those without a mid included."),
            Column(
                "updated_at", .timestamp, default: .now,
                "When the minute was last recomputed to other values."),
        ],
        primaryKey: ["token_id", "bucket_minute"],
        indexes: [TableSchema.Index(["market_id", "-bucket_minute"])],
        timeColumn: "bucket_minute",
        rule: .upsert(
            compared: [
                "market_id", "open", "high", "low", "close", "avg_spread", "min_spread", "max_spread",
                "sample_count",
            ], carried: ["updated_at"]))
}
