/// Batches of runs that are done again, at the place in the journal where they were stored or spilled.
package struct DueBatches: Sendable {
    /// What became of them the first time.
    package enum Fate: Hashable, Sendable {
        /// They were stored in the commit of this number.
        case committed(UInt64)
        /// They were left to the journal by the record of this number.
        case spilled(UInt64)
        /// The store refused them for good.
        case refused(RecalledFailure)
    }

    /// What became of them the first time.
    package let fate: Fate
    /// Wall time of that.
    package let at: Timestamp
    let tapes: [ReplayTape]

    /// The batches; those of runs that are not done again are missing.
    package var batches: [Batch] { tapes.compactMap(\.submitted) }

    /// What the store made of each of some batches: a receipt, or why it will never take it.
    package typealias Outcome = Result<CommitReceipt, any Error>

    /// Stores the batches together. When the store refuses that, each is tried on its own, for one must not
    /// spoil the others. `commit` is told whether these are the last of them.
    package func store(
        isolation: isolated (any Actor)? = #isolation,
        _ commit: (_ batches: [Batch], _ isLast: Bool) async throws -> [CommitReceipt]
    ) async throws -> [Outcome] {
        let batches = batches
        do {
            return try await commit(batches, true).map { .success($0) }
        } catch  where Advice.on(error) == .skip {
            guard batches.count > 1 else { return [.failure(error)] }
        }
        var outcomes: [Outcome] = []
        for (index, batch) in batches.enumerated() {
            do {
                outcomes += try await commit([batch], index == batches.count - 1).map { .success($0) }
            } catch  where Advice.on(error) == .skip {
                outcomes.append(.failure(error))
            }
        }
        return outcomes
    }

    /// Lets the runs go on. The first time they were told that the batches wait, or are stored, and went on:
    /// so they do again, whatever the store says now.
    package func answer(_ outcomes: [Outcome]) async {
        await answer(outcomes.map { if case .success(let receipt) = $0 { receipt } else { CommitReceipt() } })
    }

    /// Lets the runs go on with receipts in the order of the batches.
    package func answer(_ receipts: [CommitReceipt]) async {
        for (tape, receipt) in zip(tapes, receipts) { await tape.answer(.success(receipt)) }
    }

    /// Lets the runs go on with a failure.
    package func answer(_ failure: any Error) async {
        for tape in tapes { await tape.answer(.failure(failure)) }
    }
}
