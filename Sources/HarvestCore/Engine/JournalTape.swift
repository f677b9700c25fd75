/// The tape of a live run: each input is got, appended to the journal, and given to the run.
///
/// A record that the journal did not take is the last one: whatever came after it would stand beside a hole
/// when the run is done again, so the run gets no further input and ends.
final class JournalTape: RunTape {
    let origin: RunOrigin
    let reads: RunReads
    /// Time as the run sees it.
    let clock: RunClock

    private let journal: RunJournal
    /// Why the journal did not take a record.
    private let refusal = Locked<(any Error)?>(nil)

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
        if let refusal = refusal.withLock({ $0 }) { throw refusal }
        let value = try await live()
        try await append(record(value, journal.moment))
        return value
    }

    func end(_ end: RunEnd) async throws -> RunEnd {
        guard let refusal = refusal.withLock({ $0 }) else {
            try await append(end.record(journal.moment, run: origin.run))
            return end
        }
        // Done again, it is stopped where its records end. Without this one it ends with its process.
        try await append(RunEnd.cancelled.record(journal.moment, run: origin.run))
        throw refusal
    }

    func inTurn<Value>(_ gate: Gate, _ body: () async throws -> Value) async throws -> Value {
        try await gate.pass(body)
    }

    func betweenCommits<Value>(_ body: () async throws -> Value) async throws -> Value {
        try await journal.commits.pass(body)
    }

    func builds(on origin: RunOrigin) { journal.keep(origin, for: self.origin.run) }

    func offers(_ name: String) { journal.offer(origin, as: name) }

    func withdraws(_ name: String) { journal.withdraw(name) }

    private func append(_ record: JournalRecord) async throws {
        do {
            try await journal.append(record.about(origin.run))
        } catch {
            refusal.withLock { $0 = $0 ?? error }
            throw error
        }
        clock.move(to: Moment(at: record.at, uptime: record.uptime))
    }
}

extension JournalRecord {
    /// The same about a run.
    fileprivate func about(_ run: String) -> JournalRecord {
        JournalRecord(kind, at: at, uptime: uptime, run: run, fields: fields, body: body)
    }
}
