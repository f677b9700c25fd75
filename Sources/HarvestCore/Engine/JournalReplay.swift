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

    /// What came of a replay.
    package struct Outcome: Sendable {
        /// What was done.
        package let counts: Replayer.Counts
        /// Why the first run that took another course did.
        package let divergence: (any Error)?
        /// Why the first batch that the store refuses was refused.
        package let refusal: (any Error)?
    }

    /// Reads the journal to its end, or until the last run of the stretch has ended.
    package func run(_ journal: any JournalReading) async throws -> Outcome {
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
                    if let due = await replayer.feed(record, into: &group) {
                        try await store(due, &replayer)
                    }
                    replayer.sweep()
                }
                await replayer.cut()
            } catch {
                await replayer.cut()
                throw error
            }
        }
        return Outcome(
            counts: replayer.counts, divergence: replayer.firstDivergence, refusal: replayer.firstRefusal)
    }

    private func store(_ due: DueBatches, _ replayer: inout Replayer) async throws {
        if case .refused(let failure) = due.fate { return await due.answer(failure) }
        let outcomes = try await due.store { batches, _ in try await store.commit(batches) }
        for case .failure(let refusal) in outcomes { replayer.noteRefusal(refusal) }
        await due.answer(outcomes)
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
