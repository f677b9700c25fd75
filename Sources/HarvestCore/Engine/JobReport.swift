/// How a run went, for people and logs; the audit row says the same to the database.
public struct JobReport: Sendable {
    /// The run.
    public let id: RunID
    /// The job.
    public let job: JobName
    /// What of its job it was about: a handle; `nil` for a job there is once.
    public let subject: String?
    /// Upstream service, or `derived`.
    public let source: String
    /// How it ended.
    public let status: RunStatus
    /// What it asked of the upstream services.
    public let requests: RunIntake.Counts
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

extension JobReport {
    /// A run that was not begun, because it could not have been kept.
    static func notBegun(_ collector: any Collector, _ id: RunID, because error: any Error) -> JobReport {
        JobReport(
            id: id, job: collector.job, subject: collector.subject, source: collector.source, status: .error,
            requests: RunIntake.Counts(), receipt: CommitReceipt(), rejected: 0, duration: .zero,
            failure: RecordedFailure(error), skipReason: nil, isEarly: false)
    }

    /// A run that is put off until something is there that it needs.
    static func putOff(_ collector: any Collector, _ id: RunID, because reason: String) -> JobReport {
        JobReport(
            id: id, job: collector.job, subject: collector.subject, source: collector.source,
            status: .skipped,
            requests: RunIntake.Counts(), receipt: CommitReceipt(), rejected: 0, duration: .zero,
            failure: nil, skipReason: reason, isEarly: true)
    }
}
