package import HarvestCore

/// A store in memory that is slow, fails, goes away, and loses the answer to a commit it has made.
///
/// In one thing it is as good as the databases: a batch whose answer was lost and that comes again is
/// answered and not stored twice.
package final class SimulatedStore: WrappedStore {
    private struct State {
        var chance: SimulationChance
        /// Batches that are stored although their commit was answered with a failure.
        var unanswered: [(batch: Batch, receipt: CommitReceipt)] = []
        /// Runs whose last batch was not stored as far as they know.
        var refusedRuns: Set<String> = []
    }

    package let label = "simulated"
    private let plan: SimulationPlan
    private let clock: VirtualClock
    package let base: MemoryStore
    private let state: Locked<State>

    init(_ plan: SimulationPlan, clock: VirtualClock) {
        self.plan = plan
        self.clock = clock
        base = MemoryStore(clock: clock)
        state = Locked(
            State(chance: SimulationChance(seed: SplitMix64.seed(plan.seed, for: "store"))))
    }

    /// Runs that were told that their last batch was not stored.
    var refusedRuns: Set<String> { state.withLock { $0.refusedRuns } }

    package func commit(_ batches: [Batch]) async throws -> [CommitReceipt] {
        let runs = batches.compactMap { $0.run?.id.description }
        do {
            let receipts = try await stored(batches)
            state.withLock { $0.refusedRuns.subtract(runs) }
            return receipts
        } catch {
            state.withLock { $0.refusedRuns.formUnion(runs) }
            throw error
        }
    }

    package func rows(_ query: Query) async throws -> [Row] {
        try checkPresence()
        return try await base.rows(query)
    }

    /// What is in it, whatever state it pretends to be in.
    func contents(of table: TableSchema) async throws -> [Row] { try await base.rows(Query(table)) }

    private func stored(_ batches: [Batch]) async throws -> [CommitReceipt] {
        let (length, luck) = state.withLock { state in
            let isSlow = state.chance.happens(1, in: 12)
            let range =
                isSlow
                ? Duration.seconds(1)..<Duration.seconds(20)
                : .milliseconds(1)..<Duration.milliseconds(40)
            return (state.chance.duration(in: range), state.chance.index(below: 20))
        }
        try await clock.sleep(for: length)
        try checkPresence()
        if luck == 0 { throw SimulatedFailure.passing }
        var receipts: [CommitReceipt] = []
        for batch in batches { receipts.append(try await receipt(for: batch)) }
        if luck == 1 {
            state.withLock { $0.unanswered += Array(zip(batches, receipts)) }
            throw SimulatedFailure.answerLost
        }
        return receipts
    }

    /// Stores a batch, unless it came before and only its answer was lost.
    private func receipt(for batch: Batch) async throws -> CommitReceipt {
        let known: CommitReceipt? = state.withLock { state in
            guard let index = state.unanswered.firstIndex(where: { Self.areSame($0.batch, batch) }) else {
                return nil
            }
            return state.unanswered.remove(at: index).receipt
        }
        if let known { return known }
        return try await base.commit([batch])[0]
    }

    private func checkPresence() throws {
        if let lostAt = plan.lostAt, clock.uptime >= lostAt { throw SimulatedFailure.lost }
        if let outage = plan.outage, outage.contains(clock.uptime) { throw SimulatedFailure.away }
    }

    private static func areSame(_ one: Batch, _ other: Batch) -> Bool {
        one.run == other.run && one.storedBefore == other.storedBefore
            && one.blocks.elementsEqual(other.blocks) {
                $0.table.name == $1.table.name && $0.values == $1.values
            }
    }
}
