internal import HarvestCore

/// One request that was sent, and what became of it: what the journal keeps of it and gives back.
struct Exchange: Sendable {
    /// What became of the request.
    enum Outcome: Sendable {
        /// An answer, whatever its status, with the wait it asks for and its length on the wire.
        case answered(Frame, retryAfter: Duration?, wireByteCount: Int)
        /// No answer.
        case failed(TransportError)
    }

    /// Which endpoint was asked.
    let endpoint: Endpoint
    /// The request: method, address and, for a POST, body.
    let request: String
    /// How long it waited for its permit.
    let waited: Duration
    /// What became of it.
    let outcome: Outcome

    /// The record that keeps it.
    func record(_ moment: Moment) -> JournalRecord {
        switch outcome {
        case .answered(let frame, let retryAfter, let wireByteCount):
            JournalRecord(
                RecordKind.frame, at: frame.receivedAt, uptime: frame.uptime,
                [
                    "source": .text(endpoint.source), "endpoint": .text(endpoint.name),
                    "number": .integer(Int64(clamping: frame.sequence)), "request": .text(request),
                    "status": .integer(Int64(frame.status)),
                    "retry_after_us": retryAfter.map { .integer($0.microseconds) },
                    "wire_bytes": .integer(Int64(wireByteCount)), "waited_us": .integer(waited.microseconds),
                ], body: frame.bytes)
        case .failed(let error):
            JournalRecord(
                RecordKind.unanswered, at: moment.at, uptime: moment.uptime,
                [
                    "source": .text(endpoint.source), "endpoint": .text(endpoint.name),
                    "request": .text(request), "failure": .integer(Int64(error.kind.rawValue)),
                    "host": .text(error.host), "cause": error.cause.map { .text($0) },
                    "waited_us": .integer(waited.microseconds),
                ])
        }
    }

    /// Reads it back for a run that asks this now. Throws when the first time it asked something else.
    init(_ record: JournalRecord, for endpoint: Endpoint, _ request: String) throws {
        try record.expect(RecordKind.frame, RecordKind.unanswered)
        guard record.text("request") == request else {
            throw EngineError.diverged(
                "record \(record.sequence) answers another request than \(request.prefix(200))")
        }
        self.endpoint = endpoint
        self.request = request
        waited = .microseconds(record.integer("waited_us") ?? 0)
        outcome =
            record.kind == RecordKind.frame
            ? Self.answer(record, endpoint, request) : .failed(try Self.failure(record))
    }

    /// Takes down a live one.
    init(endpoint: Endpoint, request: String, waited: Duration, outcome: Outcome) {
        self.endpoint = endpoint
        self.request = request
        self.waited = waited
        self.outcome = outcome
    }

    private static func answer(_ record: JournalRecord, _ endpoint: Endpoint, _ request: String) -> Outcome {
        let frame = Frame(
            endpoint: endpoint, sequence: UInt64(clamping: record.integer("number") ?? 0),
            receivedAt: record.at, uptime: record.uptime, request: request,
            status: Int(record.integer("status") ?? 0), bytes: record.body)
        return .answered(
            frame, retryAfter: record.integer("retry_after_us").map { .microseconds($0) },
            wireByteCount: Int(record.integer("wire_bytes") ?? 0))
    }

    private static func failure(_ record: JournalRecord) throws -> TransportError {
        guard let number = record.integer("failure"), let kind = TransportError.Kind(rawValue: Int(number))
        else { throw EngineError.diverged("record \(record.sequence) names no known failure") }
        return TransportError(kind, host: record.text("host") ?? "", cause: record.text("cause"))
    }
}
