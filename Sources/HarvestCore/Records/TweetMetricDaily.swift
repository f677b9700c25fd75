/// An account's count of one day as XTracker reports it. Table `fact_tweet_metric_daily`.
public struct TweetMetricDaily: Record, Hashable {
    /// Account.
    public var accountID: AccountID
    /// Window that XTracker named with the count; overlapping windows take turns.
    public var trackingID: TrackingID
    /// Day of the count.
    public var day: CivilDate
    /// Posts of the day.
    public var tweetCount: Int
    /// Posts since the start of the named window.
    public var cumulativeCount: Int
    /// Identifier of the count at XTracker.
    public var sourceMetricID: String?
    /// When the bytes reached our socket.
    public var capturedAt: Timestamp

    /// Makes a row.
    public init(
        accountID: AccountID, trackingID: TrackingID, day: CivilDate, tweetCount: Int,
        cumulativeCount: Int, sourceMetricID: String?, capturedAt: Timestamp
    ) {
        self.accountID = accountID
        self.trackingID = trackingID
        self.day = day
        self.tweetCount = tweetCount
        self.cumulativeCount = cumulativeCount
        self.sourceMetricID = sourceMetricID
        self.capturedAt = capturedAt
    }

    public func encode(into row: inout RowEncoder) {
        row.append(accountID)
        row.append(trackingID)
        row.append(day)
        row.append(tweetCount)
        row.append(cumulativeCount)
        row.append(sourceMetricID)
        row.append(capturedAt)
    }
}

extension TweetMetricDaily {
    public static let table = TableSchema(
        name: "fact_tweet_metric_daily", summary: "An account's count of one day as XTracker reports it.",
        columns: [
            Column("account_id", .text, references: "dim_account", "Account."),
            Column(
                "tracking_id", .text,
                "Window that XTracker named with the count; overlapping windows take turns."),
            Column("metric_date", .date, "Day of the count."),
            Column("tweet_count", .integer, "Posts of the day."),
            Column("cumulative_count", .integer, "Posts since the start of the named window."),
            .optional("source_metric_id", .text, "Identifier of the count at XTracker."),
            Column("captured_at", .timestamp, default: .now, "When the bytes reached our socket."),
        ],
        primaryKey: ["account_id", "tracking_id", "metric_date"],
        timeColumn: "captured_at",
        rule: .upsert(
            compared: ["tweet_count", "cumulative_count", "source_metric_id"], carried: ["captured_at"]))
}
