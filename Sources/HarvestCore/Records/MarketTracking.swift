/// Which window decides which market. Table `bridge_market_tracking`.
public struct MarketTracking: Record, Hashable {
    /// Market.
    public var marketID: MarketID
    /// Window.
    public var trackingID: TrackingID
    /// Account.
    public var accountID: AccountID
    /// From 0 to 1; 1 is certain.
    public var score: Amount
    /// What the match rests on.
    public var reason: String
    /// When the match was made or last changed.
    public var mappedAt: Timestamp

    /// Makes a row.
    public init(
        marketID: MarketID, trackingID: TrackingID, accountID: AccountID, score: Amount,
        reason: String, mappedAt: Timestamp
    ) {
        self.marketID = marketID
        self.trackingID = trackingID
        self.accountID = accountID
        self.score = score
        self.reason = reason
        self.mappedAt = mappedAt
    }

    public func encode(into row: inout RowEncoder) {
        row.append(marketID)
        row.append(trackingID)
        row.append(accountID)
        row.append(score)
        row.append(reason)
        row.append(mappedAt)
    }
}

extension MarketTracking {
    public static let table = TableSchema(
        name: "bridge_market_tracking", summary: "Which window decides which market.",
        columns: [
            Column("market_id", .text, references: "dim_market", "Market."),
            Column("tracking_id", .text, "Window."),
            Column("account_id", .text, "Account."),
            Column("match_score", .decimal(precision: 10, scale: 6), "From 0 to 1; 1 is certain."),
            Column("match_reason", .text, "What the match rests on."),
            Column("mapped_at", .timestamp, default: .now, "When the match was made or last changed."),
        ],
        primaryKey: ["market_id", "tracking_id"],
        timeColumn: "mapped_at",
        rule: .upsert(compared: ["account_id", "match_score", "match_reason"], carried: ["mapped_at"]))
}
