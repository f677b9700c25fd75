/// The tape of a live run: each input is got, appended to the journal, and given to the run.
final class JournalTape: RunTape {
    let origin: RunOrigin
    let reads: RunReads
    /// Time as the run sees it.
    let clock: RunClock

    private let journal: RunJournal

    init(_ journal: RunJournal, origin: RunOrigin, moment: Moment, reads: RunReads) {
        self.journal = journal
        self.origin = origin
        self.reads = reads
        clock = RunClock(moment)
    }

    var memory: ReadMemory? { journal.memory }

    func take<Value>(
        live: () async throws -> Value, record: (Value, Moment) -> JournalRecord,
        recall: (JournalRecord) async throws -> Value
    ) async throws -> Value {
        let value = try await live()
        try await append(record(value, journal.moment))
        return value
    }

    func end(_ end: RunEnd) async throws -> RunEnd {
        try await append(end.record(journal.moment, run: origin.run))
        return end
    }

    func inTurn<Value>(_ gate: Gate, _ body: () async throws -> Value) async throws -> Value {
        try await gate.pass(body)
    }

    func betweenCommits<Value>(_ body: () async throws -> Value) async throws -> Value {
        try await journal.commits.pass(body)
    }

    func builds(on origin: RunOrigin) { journal.keep(origin, for: self.origin.run) }

    func offers(_ name: String) { journal.offer(origin, as: name) }

    private func append(_ record: JournalRecord) async throws {
        try await journal.append(record.about(origin.run))
        clock.move(to: Moment(at: record.at, uptime: record.uptime))
    }
}

extension JournalRecord {
    /// The same about a run.
    fileprivate func about(_ run: String) -> JournalRecord {
        JournalRecord(kind, at: at, uptime: uptime, run: run, fields: fields, body: body)
    }
}
