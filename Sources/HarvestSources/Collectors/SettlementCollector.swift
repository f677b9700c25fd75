public import HarvestCore

/// Job `settlement_sync`: markets that ended, once Gamma and CLOB agree how.
///
/// Candidates are stored markets that are closed or past their end and have no settlement. A bounded number
/// is looked at in each run, going round by market number, so that those that never settle do not starve
/// others.
public struct SettlementCollector: Collector {
    public let job = JobName.settlementSync
    public let source = "gamma"

    /// The most candidates of one run; each costs a part of a Gamma request and up to one CLOB request.
    public static let maximumCandidates = 100

    private let gamma: GammaSource
    private let clob: ClobSource
    private let store: any Store

    /// Makes a collector.
    public init(gamma: GammaSource, clob: ClobSource, store: any Store) {
        self.gamma = gamma
        self.clob = clob
        self.store = store
    }

    public func collect(into run: JobRun) async throws {
        let stored = run.reading(store)
        let waiting = try await SettlementCandidates.waiting(in: stored, now: run.clock.now)
        guard !waiting.isEmpty else {
            return await run.skip(because: "no stored market waits for its settlement")
        }
        let round = RoundRobin(
            waiting.keys, after: try await RoundRobin.cursor(job.rawValue, in: stored),
            maximum: Self.maximumCandidates)
        await run.note("waiting", waiting.count)
        let conditions = round.chosen.compactMap { waiting[$0] }
        let asked = Set(conditions)
        for answer in try await gamma.closedMarkets(conditions, intake: run.intake) {
            await run.keepOddities(of: answer)
            for market in answer.elements where market.conditionID.map(asked.contains) ?? false {
                try await settleNoting(market, capturedAt: answer.capturedAt, in: run)
            }
        }
        await run.append(round.cursor(job.rawValue, updatedAt: run.clock.now))
    }

    /// A market that cannot be looked at now must not keep the cursor from the ones behind it.
    private func settleNoting(_ market: GammaMarket, capturedAt: Timestamp, in run: JobRun) async throws {
        do {
            try await settle(market, capturedAt: capturedAt, in: run)
        } catch {
            try await run.noteUnlessStopped(failure: error)
        }
    }

    private func settle(_ market: GammaMarket, capturedAt: Timestamp, in run: JobRun) async throws {
        guard let condition = market.conditionID,
            let answer = try await clob.market(condition, intake: run.intake),
            let other = answer.elements.first, other.conditionID == condition
        else { return }
        await run.keepOddities(of: answer)
        switch SettlementVerdict(gamma: market, clob: other) {
        case .won(let index):
            let winner = market.outcomes.first { $0.index == index }
            try await append(market, winner: winner, clob: other, capturedAt: capturedAt, to: run)
        case .split:
            try await append(market, winner: nil, clob: other, capturedAt: capturedAt, to: run)
        case .disagreement(let how):
            await run.note("disagreement_\(market.id)", how)
        case .open:
            break
        }
    }

    private func append(
        _ market: GammaMarket, winner: GammaOutcome?, clob: ClobMarket, capturedAt: Timestamp, to run: JobRun
    ) async throws {
        let evidence = SettlementEvidence(gamma: market, clob: clob)
        let stored = run.reading(store)
        let count = try await FinalCount.count(of: market.id, now: run.clock.now, in: stored)
        await run.append(
            Settlement(
                marketID: market.id, settledAt: market.closedAt, winningOutcome: winner?.name,
                winningTokenID: winner?.tokenID, finalTweetCount: count, payload: evidence.json))
        await run.append(market.stateRow(capturedAt: capturedAt))
        // Its event may be listed no more, and then nobody else would close the market here.
        let isOpenHere = try await !stored.rows(
            Query(
                Market.table, columns: ["market_id"],
                where: [.equal("market_id", .text(market.id.rawValue)), .equal("closed", .boolean(false))])
        ).isEmpty
        if isOpenHere { await run.append(market.row(in: nil, capturedAt: capturedAt)) }
    }
}
