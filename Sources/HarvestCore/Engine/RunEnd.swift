/// Why a run ended.
package enum RunEnd: Hashable, Sendable {
    /// Its collector returned or threw.
    case returned
    /// It took longer than its job may.
    case deadline(Duration)
    /// It was told to stop.
    case cancelled
    /// Its process ended before it did.
    case processEnded

    /// The record that says so.
    func record(_ moment: Moment, run: String) -> JournalRecord {
        var limit: JournalRecord.Value?
        if case .deadline(let duration) = self { limit = .integer(duration.microseconds) }
        return JournalRecord(
            RecordKind.end, at: moment.at, uptime: moment.uptime, run: run,
            ["why": .text(word), "limit_us": limit])
    }

    /// Reads a record; `nil` when it is none of an end.
    init?(_ record: JournalRecord) {
        guard record.kind == RecordKind.end else { return nil }
        switch record.text("why") {
        case "returned": self = .returned
        case "deadline": self = .deadline(.microseconds(record.integer("limit_us") ?? 0))
        case "cancelled": self = .cancelled
        case "process_ended": self = .processEnded
        default: return nil
        }
    }

    /// The failure that this end means for a run whose collector failed with `error`, or did not.
    func failure(of job: JobName, after error: (any Error)?) -> (any Error)? {
        switch self {
        case .returned: error
        case .deadline(let limit): EngineError.deadlinePassed(job: job, after: limit)
        case .cancelled: CancellationError()
        case .processEnded: EngineError.processEnded(job: job)
        }
    }

    private var word: String {
        switch self {
        case .returned: "returned"
        case .deadline: "deadline"
        case .cancelled: "cancelled"
        case .processEnded: "process_ended"
        }
    }
}
