internal import HarvestCore
internal import HarvestStore

/// Gives the records of a journal at the pace in which they came, or faster, and counts them.
final class PacedReading: JournalReading {
    private let base: JournalCursor
    private let times: Int?
    private let from: Timestamp?
    private let clock: any EngineClock
    private let state = Locked((count: 0, start: nil as Moment?))

    /// Reads from `base`; as fast as it goes without `times`. What lies before `from` is not waited for.
    init(_ base: JournalCursor, times: Int?, from: Timestamp?, clock: any EngineClock) {
        self.base = base
        self.times = times
        self.from = from
        self.clock = clock
    }

    /// The records given so far.
    var count: Int { state.withLock { $0.count } }

    func next() async throws -> JournalRecord? {
        try Task.checkCancellation()
        guard let record = try await base.next() else { return nil }
        state.withLock { $0.count += 1 }
        if let times, from.map({ record.at >= $0 }) ?? true { try await wait(for: record, times: times) }
        return record
    }

    /// Wall times are what a journal of several processes has in common; one that jumps back waits for
    /// nothing.
    private func wait(for record: JournalRecord, times: Int) async throws {
        let start = state.withLock { state in
            let start = state.start ?? Moment(at: record.at, uptime: clock.uptime)
            state.start = start
            return start
        }
        let due = start.uptime + (record.at - start.at) / times
        if due > clock.uptime { try await clock.sleep(until: due) }
    }
}
