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

    /// Lets the runs go on with receipts in the order of the batches.
    package func answer(_ receipts: [CommitReceipt]) async {
        for (tape, receipt) in zip(tapes, receipts) { await tape.answer(.success(receipt)) }
    }

    /// Lets the runs go on with a failure.
    package func answer(_ failure: any Error) async {
        for tape in tapes { await tape.answer(.failure(failure)) }
    }
}
