/// Why a run ended.
package enum RunEnd: Hashable, Sendable {
    /// Its collector returned or threw.
    case returned
    /// It took longer than its job may.
    case deadline(Duration)
    /// It was told to stop.
    case cancelled
    /// The journal did not take one of its records.
    case unkept(RecalledFailure)
    /// Its process ended before it did.
    case processEnded

    /// The record that says so.
    func record(_ moment: Moment, run: String) -> JournalRecord {
        var fields = [JournalRecord.Field("why", .text(word))]
        switch self {
        case .deadline(let limit): fields.append(.init("limit_us", .integer(limit.microseconds)))
        case .unkept(let failure): fields += failure.fields
        case .returned, .cancelled, .processEnded: break
        }
        return JournalRecord(
            RecordKind.end, at: moment.at, uptime: moment.uptime, run: run, fields: fields, body: [])
    }

    /// Reads a record; `nil` when it is none of an end.
    init?(_ record: JournalRecord) {
        guard record.kind == RecordKind.end else { return nil }
        switch record.text("why") {
        case "returned": self = .returned
        case "deadline": self = .deadline(.microseconds(record.integer("limit_us") ?? 0))
        case "cancelled": self = .cancelled
        case "unkept":
            guard let failure = RecalledFailure(record) else { return nil }
            self = .unkept(failure)
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
        case .unkept(let failure): failure
        case .processEnded: EngineError.processEnded(job: job)
        }
    }

    private var word: String {
        switch self {
        case .returned: "returned"
        case .deadline: "deadline"
        case .cancelled: "cancelled"
        case .unkept: "unkept"
        case .processEnded: "process_ended"
        }
    }
}
