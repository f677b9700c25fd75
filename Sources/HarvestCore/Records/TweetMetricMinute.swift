/// The best estimate of a window's count, minute by minute. Table `fact_tweet_metric_1m`.
public struct TweetMetricMinute: Record, Hashable {
    /// Account.
    public var accountID: AccountID
    /// Window.
    public var trackingID: TrackingID
    /// Start of the minute.
    public var minute: Timestamp
    /// The greater of the two counts.
    public var estimate: Int
    /// Cumulative daily count inside the window, when there is one.
    public var metricCount: Int?
    /// Our own posts inside the window.
    public var postCount: Int
    /// From 0.1 to 0.99 by how far the counts lie apart; 0.35 without a daily count.
    public var confidence: Amount
    /// The figures behind the estimate.
    public var metadata: String
    /// When the estimate was made.
    public var capturedAt: Timestamp

    /// Makes a row.
    public init(
        accountID: AccountID, trackingID: TrackingID, minute: Timestamp, estimate: Int,
        metricCount: Int?, postCount: Int, confidence: Amount, metadata: String, capturedAt: Timestamp
    ) {
        self.accountID = accountID
        self.trackingID = trackingID
        self.minute = minute
        self.estimate = estimate
        self.metricCount = metricCount
        self.postCount = postCount
        self.confidence = confidence
        self.metadata = metadata
        self.capturedAt = capturedAt
    }

    public func encode(into row: inout RowEncoder) {
        row.append(accountID)
        row.append(trackingID)
        row.append(minute)
        row.append(estimate)
        row.append(metricCount)
        row.append(postCount)
        row.append(confidence)
        row.append(json: metadata)
        row.append(capturedAt)
    }
}

extension TweetMetricMinute {
    public static let table = TableSchema(
        name: "fact_tweet_metric_1m", summary: "The best estimate of a window's count, minute by minute.",
        columns: [
            Column("account_id", .text, references: "dim_account", "Account."),
            Column("tracking_id", .text, "Window."),
            Column("minute_bucket", .timestamp, "Start of the minute."),
            Column("cumulative_count_est", .integer, "The greater of the two counts."),
            .optional(
                "cumulative_count_metric", .integer,
                "Cumulative daily count inside the window, when there is one."),
            Column("cumulative_count_posts", .integer, "Our own posts inside the window."),
            Column(
                "source_confidence", .decimal(precision: 12, scale: 6),
                default: .value(.decimal(millionths: 0)),
                "From 0.1 to 0.99 by how far the counts lie apart; 0.35 without a daily count."),
            Column("metadata", .json, default: .value(.json("{}")), "The figures behind the estimate."),
            Column("captured_at", .timestamp, default: .now, "When the estimate was made."),
        ],
        primaryKey: ["account_id", "tracking_id", "minute_bucket"],
        timeColumn: "minute_bucket",
        rule: .upsert(
            compared: [
                "cumulative_count_est", "cumulative_count_metric", "cumulative_count_posts",
                "source_confidence", "metadata",
            ], carried: ["captured_at"]))
}
