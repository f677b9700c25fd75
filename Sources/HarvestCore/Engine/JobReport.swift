/// How a run went, for people and logs; the audit row says the same to the database.
public struct JobReport: Sendable {
    /// The run.
    public let id: RunID
    /// The job.
    public let job: JobName
    /// Upstream service, or `derived`.
    public let source: String
    /// How it ended.
    public let status: RunStatus
    /// What it asked of the upstream services.
    public let requests: RequestMeter.Counts
    /// What became of its rows.
    public let receipt: CommitReceipt
    /// Elements that could not be used.
    public let rejected: Int
    /// How long it took.
    public let duration: Duration
    /// The first failure, when there was one.
    public let failure: RecordedFailure?
    /// Why it was skipped, when it was.
    public let skipReason: String?
    /// Whether it was skipped because another job's rows are not there yet.
    public let isEarly: Bool
}
