/// The token of one outcome of a market; the key of an order book. Table `dim_token`.
public struct OutcomeToken: Record, Hashable {
    /// Token.
    public var id: TokenID
    /// Market.
    public var marketID: MarketID
    /// Name of the outcome; for a bucket market the bucket, such as `200-219`.
    public var label: String
    /// Side in upper case: `YES`, `NO`, or the outcome's own name.
    public var side: String
    /// Smallest price step.
    public var tickSize: Price?
    /// Smallest order, in shares.
    public var minimumOrderSize: Size?
    /// When the bytes of the last change reached our socket.
    public var capturedAt: Timestamp
    /// Place among the market's outcomes, from 0.
    public var outcomeIndex: Int
    /// Whether it stands for "any other".
    public var isOther: Bool
    /// Whether it is kept free for an outcome still to be named.
    public var isPlaceholder: Bool

    /// Makes a row.
    public init(
        id: TokenID, marketID: MarketID, label: String, side: String, tickSize: Price?,
        minimumOrderSize: Size?, capturedAt: Timestamp, outcomeIndex: Int, isOther: Bool,
        isPlaceholder: Bool
    ) {
        self.id = id
        self.marketID = marketID
        self.label = label
        self.side = side
        self.tickSize = tickSize
        self.minimumOrderSize = minimumOrderSize
        self.capturedAt = capturedAt
        self.outcomeIndex = outcomeIndex
        self.isOther = isOther
        self.isPlaceholder = isPlaceholder
    }

    public func encode(into row: inout RowEncoder) {
        row.append(id)
        row.append(marketID)
        row.append(label)
        row.append(side)
        row.append(tickSize)
        row.append(minimumOrderSize)
        row.append(capturedAt)
        row.append(outcomeIndex)
        row.append(isOther)
        row.append(isPlaceholder)
    }
}

extension OutcomeToken {
    public static let table = TableSchema(
        name: "dim_token", summary: "The token of one outcome of a market; the key of an order book.",
        columns: [
            Column("token_id", .text, "Token."),
            Column("market_id", .text, references: "dim_market", "Market."),
            Column(
                "outcome_label", .text,
                "Name of the outcome; for a bucket market the bucket, such as `200-219`."),
            Column("outcome_side", .text, "Side in upper case: `YES`, `NO`, or the outcome's own name."),
            .optional("tick_size", .decimal(precision: 12, scale: 6), "Smallest price step."),
            .optional("min_order_size", .decimal(precision: 20, scale: 6), "Smallest order, in shares."),
            Column(
                "captured_at", .timestamp, default: .now,
                "When the bytes of the last change reached our socket."),
            Column(
                "outcome_index", .integer, default: .value(.integer(0)),
                "Place among the market's outcomes, from 0."),
            Column(
                "is_other_outcome", .boolean, default: .value(.boolean(false)),
                "Whether it stands for \"any other\"."),
            Column(
                "is_placeholder_outcome", .boolean, default: .value(.boolean(false)),
                "Whether it is kept free for an outcome still to be named."),
        ],
        primaryKey: ["token_id"], uniques: [["market_id", "outcome_label", "outcome_side"]],
        indexes: [
            TableSchema.Index(["market_id", "outcome_label"]),
            TableSchema.Index(["market_id", "outcome_index"]),
        ],
        timeColumn: "captured_at",
        rule: .upsert(
            compared: [
                "market_id", "outcome_label", "outcome_side", "tick_size", "min_order_size", "outcome_index",
                "is_other_outcome", "is_placeholder_outcome",
            ], carried: ["captured_at"]))
}
