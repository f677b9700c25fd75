/// Runs of a minute by source and status. Table `ops_api_health_minute`.
public struct APIHealthMinute: Record, Hashable {
    /// Start of the minute.
    public var minute: Timestamp
    /// Upstream service, or `derived`.
    public var source: String
    /// How the runs ended.
    public var status: RunStatus
    /// Runs that started in the minute.
    public var runs: Int
    /// Of these, runs with an error.
    public var errorRuns: Int
    /// Mean length in milliseconds.
    public var averageLatency: Amount?
    /// 95th percentile of the length in milliseconds, by nearest rank.
    public var p95Latency: Amount?
    /// When the row was first written.
    public var createdAt: Timestamp

    /// Makes a row.
    public init(
        minute: Timestamp, source: String, status: RunStatus, runs: Int, errorRuns: Int,
        averageLatency: Amount?, p95Latency: Amount?, createdAt: Timestamp
    ) {
        self.minute = minute
        self.source = source
        self.status = status
        self.runs = runs
        self.errorRuns = errorRuns
        self.averageLatency = averageLatency
        self.p95Latency = p95Latency
        self.createdAt = createdAt
    }

    public func encode(into row: inout RowEncoder) {
        row.append(minute)
        row.append(source)
        row.append(status.rawValue)
        row.append(runs)
        row.append(errorRuns)
        row.append(averageLatency)
        row.append(p95Latency)
        row.append(createdAt)
    }
}

extension APIHealthMinute {
    public static let table = TableSchema(
        name: "ops_api_health_minute", summary: "Runs of a minute by source and status.",
        columns: [
            Column("minute_bucket", .timestamp, "Start of the minute."),
            Column("source", .text, "Upstream service, or `derived`."),
            Column("status", .text, "How the runs ended."),
            Column("runs", .integer, "Runs that started in the minute."),
            Column("error_runs", .integer, "Of these, runs with an error."),
            .optional("avg_latency_ms", .decimal(precision: 12, scale: 4), "Mean length in milliseconds."),
            .optional(
                "p95_latency_ms", .decimal(precision: 12, scale: 4),
                "95th percentile of the length in milliseconds, by nearest rank: one that was measured."),
            Column("created_at", .timestamp, default: .now, "When the row was first written."),
        ],
        primaryKey: ["minute_bucket", "source", "status"],
        timeColumn: "minute_bucket",
        rule: .upsert(compared: ["runs", "error_runs", "avg_latency_ms", "p95_latency_ms"]))
}
