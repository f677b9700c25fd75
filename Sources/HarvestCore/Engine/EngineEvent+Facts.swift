extension EngineEvent {
    /// A service failed and starts again after a wait.
    static func serviceRestarted(_ name: String, after delay: Duration, because error: any Error) -> Self {
        EngineEvent(
            "ServiceRestarted", level: .warning,
            [
                "service": .text(name), "wait_ms": .duration(delay), "code": .text(code(of: error)),
                "err": .text(String(describing: error)),
            ])
    }

    /// A service of a roster spent its restarts; nothing of it runs until its rest is over.
    static func serviceGivenUp(
        _ name: String, failures: Int, rest: Duration, because error: any Error
    ) -> Self {
        EngineEvent(
            "ServiceGivenUp", level: .error,
            [
                "service": .text(name), "failures": .integer(failures), "wait_ms": .duration(rest),
                "err": .text(String(describing: error)),
            ])
    }

    /// A service of a roster returned although nobody had asked it to.
    static func serviceEnded(_ name: String) -> Self {
        EngineEvent("ServiceEnded", level: .notice, ["service": .text(name)])
    }

    /// A part of the engine did not answer the heartbeat, which did not beat.
    static func heartbeatMissed(_ part: String, because reason: String) -> Self {
        EngineEvent("HeartbeatMissed", level: .error, ["part": .text(part), "reason": .text(reason)])
    }

    /// A run of a job started.
    static func jobStarted(_ job: JobName, of subject: String?, run: RunID) -> Self {
        EngineEvent(
            "JobStarted", level: .debug,
            [
                "job": .text(job.rawValue), "handle": subject.map { .text($0) },
                "run_id": .text(run.description),
            ])
    }

    /// A run of a job ended, well or badly.
    static func jobFinished(_ report: JobReport) -> Self {
        let total = report.receipt.total
        let level: Level =
            switch report.status {
            case .ok, .skipped: .info
            case .partial: .warning
            case .error: .error
            }
        return EngineEvent(
            "JobFinished", level: level,
            [
                "job": .text(report.job.rawValue), "handle": report.subject.map { .text($0) },
                "run_id": .text(report.id.description), "source": .text(report.source),
                "status": .text(report.status.rawValue),
                "requests": .integer(report.requests.count),
                "new": .integer(total.new), "changed": .integer(total.changed),
                "unchanged": .integer(total.unchanged), "rejected": .integer(report.rejected + total.refused),
                "dur_ms": .duration(report.duration), "reason": report.skipReason.map { .text($0) },
                "code": report.failure.map { .text($0.code) },
                "err": report.failure.map { .text($0.description) },
            ])
    }

    /// The next run of a job is due after this time.
    static func jobScheduled(_ job: JobName, of subject: String?, after delay: Duration) -> Self {
        EngineEvent(
            "JobScheduled", level: .debug,
            [
                "job": .text(job.rawValue), "handle": subject.map { .text($0) },
                "wait_ms": .duration(delay),
            ])
    }

    /// What became of the rows of one table in a commit.
    static func rowsStored(_ counts: RowCounts, in table: String) -> Self {
        EngineEvent(
            "RowsStored", level: .debug,
            [
                "table": .text(table), "new": .integer(counts.new), "changed": .integer(counts.changed),
                "unchanged": .integer(counts.unchanged), "refused": .integer(counts.refused),
            ])
    }

    /// Batches became durable.
    static func batchesCommitted(batches: Int, rows: Int, duration: Duration) -> Self {
        EngineEvent(
            "BatchesCommitted", level: .debug,
            ["batches": .integer(batches), "rows": .integer(rows), "dur_ms": .duration(duration)])
    }

    /// The store failed and the writer tries again.
    static func commitRetried(after delay: Duration, because error: any Error) -> Self {
        EngineEvent(
            "CommitRetried", level: .warning,
            [
                "wait_ms": .duration(delay), "code": .text(code(of: error)),
                "err": .text(String(describing: error)),
            ])
    }

    /// A request to an upstream service was answered, well or badly; without a status there was no answer.
    package static func requestAnswered(
        _ endpoint: Endpoint, status: Int?, bytes: Int, waited: Duration, permits: Int
    ) -> Self {
        EngineEvent(
            "RequestAnswered", level: .debug,
            [
                "source": .text(endpoint.source), "endpoint": .text(endpoint.name),
                "status": status.map { .integer($0) }, "bytes": .integer(bytes),
                "waited_ms": .duration(waited), "permits": .integer(permits),
            ])
    }

    /// The store is out of reach; what sources deliver waits in the journal.
    static func storeLost(because error: any Error) -> Self {
        EngineEvent(
            "StoreLost", level: .error,
            ["code": .text(code(of: error)), "err": .text(String(describing: error))])
    }

    /// The store has everything that waited in the journal.
    static func storeCaughtUp(_ counts: Replayer.Counts, rows: Int, duration: Duration) -> Self {
        EngineEvent(
            "StoreCaughtUp", level: .notice,
            [
                "runs": .integer(counts.runs), "rows": .integer(rows), "diverged": .integer(counts.diverged),
                "unknown": .integer(counts.unknown), "dur_ms": .duration(duration),
            ])
    }

    /// A run could not be done again as it was; its frames stay in the journal.
    static func runDiverged(_ counts: Replayer.Counts, because error: any Error) -> Self {
        EngineEvent(
            "RunDiverged", level: .error,
            ["runs": .integer(counts.diverged), "err": .text(String(describing: error))])
    }

    /// The store will never take a batch that waited in the journal, or that its run left behind. Its
    /// frames stay there.
    static func batchRefused(because error: any Error) -> Self {
        EngineEvent(
            "BatchRefused", level: .error,
            ["code": .text(code(of: error)), "err": .text(String(describing: error))])
    }

    /// The store has nothing of this journal, so nothing of it is stored again by itself.
    static func journalPassedOver(records: UInt64) -> Self {
        EngineEvent("JournalPassedOver", level: .notice, ["records": .integer(Int(clamping: records))])
    }

    /// A record of what was stored could not be kept; the store holds the rows.
    static func journalFailed(because error: any Error) -> Self {
        EngineEvent("JournalFailed", level: .error, ["err": .text(String(describing: error))])
    }

    /// A request to an upstream service failed and is tried again.
    package static func requestRetried(
        _ endpoint: Endpoint, attempt: Int, after delay: Duration, because error: any Error
    ) -> Self {
        EngineEvent(
            "RequestRetried", level: .warning,
            [
                "source": .text(endpoint.source), "endpoint": .text(endpoint.name),
                "attempt": .integer(attempt), "wait_ms": .duration(delay),
                "code": .text(code(of: error)), "err": .text(String(describing: error)),
            ])
    }

    /// A request to an upstream service is not tried again; which bound ended it.
    package static func requestGivenUp(
        _ endpoint: Endpoint, attempts: Int, bound: String, because error: any Error
    ) -> Self {
        EngineEvent(
            "RequestGivenUp", level: bound == "advice" ? .debug : .warning,
            [
                "source": .text(endpoint.source), "endpoint": .text(endpoint.name),
                "attempts": .integer(attempts), "bound": .text(bound),
                "code": .text(code(of: error)), "err": .text(String(describing: error)),
            ])
    }

    private static func code(of error: any Error) -> String { RecordedFailure(error).code }
}
