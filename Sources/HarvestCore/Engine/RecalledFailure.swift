/// A failure read back from the journal: everything a collector or an audit row may ask of one.
package struct RecalledFailure: HarvestFailure, Hashable {
    package let code: String
    package let message: String
    package let cause: String?
    package let advice: Advice
    package let remedy: String?

    /// Takes down a failure; one that is none of ours becomes E5000, as in an audit row.
    package init(_ error: any Error) {
        if let failure = error as? any HarvestFailure {
            code = failure.code
            message = failure.message
            cause = failure.cause
            advice = failure.advice
            remedy = failure.remedy
        } else {
            let recorded = RecordedFailure(error)
            code = recorded.code
            message = recorded.message
            cause = nil
            advice = .skip
            remedy = recorded.remedy
        }
    }

    /// Reads it from a record; `nil` when the record holds none.
    package init?(_ record: JournalRecord) {
        guard let code = record.text("code"), let message = record.text("message") else { return nil }
        self.code = code
        self.message = message
        cause = record.text("cause")
        advice = Self.advice(record.text("advice"), record.integer("wait_us"))
        remedy = record.text("remedy")
    }

    /// The fields that hold it.
    package var fields: [JournalRecord.Field] {
        var wait: Int64?
        if case .retry(let after) = advice { wait = after?.microseconds }
        let texts = [
            ("code", code), ("message", message), ("cause", cause), ("remedy", remedy), ("advice", word),
        ]
        let fields = texts.compactMap { name, text in text.map { JournalRecord.Field(name, .text($0)) } }
        return fields + (wait.map { [JournalRecord.Field("wait_us", .integer($0))] } ?? [])
    }

    private var word: String {
        switch advice {
        case .retry: "retry"
        case .reconnect: "reconnect"
        case .skip: "skip"
        case .stop: "stop"
        }
    }

    private static func advice(_ word: String?, _ wait: Int64?) -> Advice {
        switch word {
        case "retry": .retry(after: wait.map { .microseconds($0) })
        case "reconnect": .reconnect
        case "stop": .stop
        default: .skip
        }
    }
}
