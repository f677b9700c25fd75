/// The tape of a live run: each input is got, appended to the journal, and given to the run.
///
/// A record that the journal did not take is the last one: whatever came after it would stand beside a hole
/// when the run is done again. So the run is stopped there, as it is when it is done again.
final class JournalTape: RunTape {
    let origin: RunOrigin
    let reads: RunReads
    /// Time as the run sees it.
    let clock: RunClock

    private let journal: RunJournal
    private struct State {
        /// Why the journal did not take a record.
        var refusal: (any Error)?
        /// Whether it has taken the record of the run's end.
        var hasEnd = false
    }

    private let state = Locked(State())

    init(_ journal: RunJournal, origin: RunOrigin, moment: Moment, reads: RunReads) {
        self.journal = journal
        self.origin = origin
        self.reads = reads
        clock = RunClock(moment)
    }

    var memory: ReadMemory? { journal.memory }

    var isRepeatable: Bool { reads == .rows && state.withLock { $0.refusal == nil || $0.hasEnd } }

    func take<Value>(
        live: () async throws -> Value, record: (Value, Moment) -> JournalRecord,
        recall: (JournalRecord) async throws -> Value
    ) async throws -> Value {
        guard state.withLock({ $0.refusal == nil }) else { throw CancellationError() }
        let value = try await live()
        do {
            try await append(record(value, journal.moment))
        } catch {
            throw CancellationError()
        }
        return value
    }

    func end(_ end: RunEnd) async throws -> RunEnd {
        let end = state.withLock { $0.refusal }.map { .unkept(RecalledFailure($0)) } ?? end
        try await append(end.record(journal.moment, run: origin.run))
        state.withLock { $0.hasEnd = true }
        return end
    }

    func inTurn<Value>(_ gate: Gate, _ body: () async throws -> Value) async throws -> Value {
        try await gate.pass(body)
    }

    func betweenCommits<Value>(_ body: () async throws -> Value) async throws -> Value {
        try await journal.commits.pass(body)
    }

    func builds(on origin: RunOrigin) { journal.keep(origin, for: self.origin.run) }

    func offers(_ name: String) {
        guard isRepeatable else { return }
        journal.offer(origin, as: name)
    }

    func withdraws(_ name: String) { journal.withdraw(name) }

    private func append(_ record: JournalRecord) async throws {
        do {
            try await journal.append(record.about(origin.run))
        } catch {
            state.withLock { $0.refusal = $0.refusal ?? error }
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
