/// Rebuilds tables from a journal: every run is done again as it was done, and what was stored then is
/// stored again in the same order.
package struct JournalReplay: Sendable {
    /// Where the rows go.
    private let store: any Store
    /// Who does the runs.
    private let cast: any ReplayCast
    /// When runs must have begun to be done again.
    private let moments: Range<Timestamp>?

    /// Prepares a replay of the runs that began during `moments`, or of all.
    package init(into store: any Store, cast: any ReplayCast, during moments: Range<Timestamp>? = nil) {
        self.store = store
        self.cast = cast
        self.moments = moments
    }

    /// Reads the journal to its end, or until the last run of the stretch has ended; answers what was done,
    /// and why the first run that took another course did.
    package func run(
        _ journal: any JournalReading
    ) async throws -> (counts: Replayer.Counts, divergence: (any Error)?) {
        var replayer = Replayer(cast: cast, includesDerived: true)
        try await withThrowingDiscardingTaskGroup { group in
            do {
                while let record = try await journal.next(), !isPast(record, replayer) {
                    guard isWanted(record) else { continue }
                    if record.kind == RecordKind.opened {
                        try await replayer.endOpenRuns { batch in
                            try await store.commit([batch]).first ?? CommitReceipt()
                        }
                    }
                    if let due = await replayer.feed(record, into: &group) { try await store(due) }
                    replayer.sweep()
                }
                await replayer.cut()
            } catch {
                await replayer.cut()
                throw error
            }
        }
        return (replayer.counts, replayer.firstDivergence)
    }

    private func store(_ due: DueBatches) async throws {
        if case .refused(let failure) = due.fate { return await due.answer(failure) }
        do {
            await due.answer(try await store.commit(due.batches))
        } catch  where Writer.isRefusal(error) {
            // As the writer does it: the run goes on as it did.
            await due.answer(due.batches.map { _ in CommitReceipt() })
        }
    }

    private func isWanted(_ record: JournalRecord) -> Bool {
        guard record.kind == RecordKind.start, let moments else { return true }
        return moments.contains(record.at)
    }

    private func isPast(_ record: JournalRecord, _ replayer: Replayer) -> Bool {
        guard let moments else { return false }
        return record.at >= moments.upperBound && replayer.openTapes.isEmpty
    }
}
