/// One run of one job: its audit row. Table `ops_collector_run`.
public struct CollectorRun: Record, Hashable {
    /// Run.
    public var id: RunID
    /// Job.
    public var job: JobName
    /// Upstream service, or `derived`.
    public var source: String
    /// How it ended.
    public var status: RunStatus
    /// Last HTTP status that was not a success.
    public var statusCode: Int?
    /// Rows new or changed.
    public var rowsWritten: Int
    /// Length of the run in milliseconds.
    public var latencyMilliseconds: Int
    /// Code of the first error.
    public var errorCode: String?
    /// Text of the first error.
    public var errorMessage: String?
    /// Start.
    public var startedAt: Timestamp
    /// End; while a run goes on, its last commit.
    public var finishedAt: Timestamp
    /// Requests, retries and counts by table.
    public var metadata: String

    /// Makes a row.
    public init(
        id: RunID, job: JobName, source: String, status: RunStatus, statusCode: Int?, rowsWritten: Int,
        latencyMilliseconds: Int, errorCode: String?, errorMessage: String?, startedAt: Timestamp,
        finishedAt: Timestamp, metadata: String
    ) {
        self.id = id
        self.job = job
        self.source = source
        self.status = status
        self.statusCode = statusCode
        self.rowsWritten = rowsWritten
        self.latencyMilliseconds = latencyMilliseconds
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.metadata = metadata
    }

    public func encode(into row: inout RowEncoder) {
        row.append(id)
        row.append(job.rawValue)
        row.append(source)
        row.append(status.rawValue)
        row.append(statusCode)
        row.append(rowsWritten)
        row.append(latencyMilliseconds)
        row.append(errorCode)
        row.append(errorMessage)
        row.append(startedAt)
        row.append(finishedAt)
        row.append(json: metadata)
    }
}

extension CollectorRun {
    public static let table = TableSchema(
        name: "ops_collector_run", summary: "One run of one job: its audit row.",
        columns: [
            Column("run_id", .uuid, "Run."),
            Column("job_name", .text, "Job."),
            Column("source", .text, "Upstream service, or `derived`."),
            Column("status", .text, "How it ended."),
            .optional("status_code", .integer, "Last HTTP status that was not a success."),
            Column("rows_written", .integer, default: .value(.integer(0)), "Rows new or changed."),
            Column(
                "latency_ms", .integer, default: .value(.integer(0)), "Length of the run in milliseconds."),
            .optional("error_code", .text, "Code of the first error."),
            .optional("error_message", .text, "Text of the first error."),
            Column("started_at", .timestamp, "Start."),
            Column("finished_at", .timestamp, "End; while a run goes on, its last commit."),
            Column("metadata", .json, default: .value(.json("{}")), "Requests, retries and counts by table."),
        ],
        primaryKey: ["run_id"],
        indexes: [TableSchema.Index(["-started_at"])],
        timeColumn: "started_at",
        rule: .upsert(compared: [
            "status", "status_code", "rows_written", "latency_ms", "error_code", "error_message",
            "finished_at", "metadata",
        ]))
}
