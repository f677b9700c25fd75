/// How a market ended, once Gamma and CLOB agree. Table `fact_settlement`.
public struct Settlement: Record, Hashable {
    /// Market.
    public var marketID: MarketID
    /// When it closed.
    public var settledAt: Timestamp?
    /// Name of the outcome that won; none when the market paid both sides alike.
    public var winningOutcome: String?
    /// Token that won.
    public var winningTokenID: TokenID?
    /// Posts in the window that decided it, as far as we hold them.
    public var finalTweetCount: Int?
    /// What both services said.
    public var payload: String

    /// Makes a row.
    public init(
        marketID: MarketID, settledAt: Timestamp?, winningOutcome: String?, winningTokenID: TokenID?,
        finalTweetCount: Int?, payload: String
    ) {
        self.marketID = marketID
        self.settledAt = settledAt
        self.winningOutcome = winningOutcome
        self.winningTokenID = winningTokenID
        self.finalTweetCount = finalTweetCount
        self.payload = payload
    }

    public func encode(into row: inout RowEncoder) {
        row.append(marketID)
        row.append(settledAt)
        row.append(winningOutcome)
        row.append(winningTokenID)
        row.append(finalTweetCount)
        row.append(json: payload)
    }
}

extension Settlement {
    public static let table = TableSchema(
        name: "fact_settlement", summary: "How a market ended, once Gamma and CLOB agree.",
        columns: [
            Column("market_id", .text, references: "dim_market", "Market."),
            .optional("settled_at", .timestamp, "When it closed."),
            .optional(
                "winning_outcome", .text,
                "Name of the outcome that won; none when the market paid both sides alike."),
            .optional("winning_token_id", .text, "Token that won."),
            .optional(
                "final_tweet_count", .integer,
                "Posts in the window that decided it, as far as we hold them."),
            Column("payload", .json, default: .value(.json("{}")), "What both services said."),
        ],
        primaryKey: ["market_id"],
        timeColumn: "settled_at",
        rule: .upsert(compared: [
            "settled_at", "winning_outcome", "winning_token_id", "final_tweet_count", "payload",
        ]))
}
