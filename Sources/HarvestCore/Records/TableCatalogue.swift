/// All tables, parents before the tables that refer to them: the order in which a commit writes.
public enum TableCatalogue {
    /// The tables of the schema.
    public static let tables: [TableSchema] = [
        Account.table,
        TrackingWindow.table,
        TweetMetricDaily.table,
        TweetMetricMinute.table,
        TweetPost.table,
        Event.table,
        Market.table,
        OutcomeToken.table,
        MarketTracking.table,
        MarketState.table,
        QuoteTop.table,
        QuoteDepth.table,
        OrderBookLevel.table,
        QuoteMinute.table,
        Settlement.table,
        CollectorRun.table,
        APIHealthMinute.table,
        Cursor.table,
        Rejection.table,
        FieldDrift.table,
    ]

    /// The newest quote of each token, as a view over `fact_quote_top_raw`.
    public static let quoteLatest = TableSchema(
        name: "view_quote_latest", summary: "The newest top of book of each token.",
        columns: QuoteTop.table.writtenColumns, primaryKey: ["token_id"], timeColumn: "captured_at",
        rule: .insertIfAbsent(identity: ["token_id"]))

    /// The table or view of this name.
    public static func named(_ name: String) -> TableSchema? {
        (tables + [quoteLatest]).first { $0.name == name }
    }
}
