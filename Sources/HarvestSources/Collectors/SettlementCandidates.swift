internal import HarvestCore

/// The stored markets that are closed or past their end and have no settlement yet.
enum SettlementCandidates {
    private static let pageSize = 5_000

    /// Their conditions by market.
    static func waiting(in store: any RowSource, now: Timestamp) async throws -> [MarketID: ConditionID] {
        let settled = try await settledMarkets(in: store)
        let waiting = Locked<[MarketID: ConditionID]>([:])
        for condition in [
            Query.Condition.equal("closed", .boolean(true)), .below("end_date", .timestamp(now)),
        ] {
            let query = Query(Market.table, columns: ["market_id", "condition_id"], where: [condition])
            try await store.pages(of: query, size: pageSize) { rows in
                for row in rows {
                    guard let id: MarketID = row.identifier("market_id"), !settled.contains(id),
                        let condition: ConditionID = row.identifier("condition_id")
                    else { continue }
                    waiting.withLock { $0[id] = condition }
                }
            }
        }
        return waiting.withLock { $0 }
    }

    private static func settledMarkets(in store: any RowSource) async throws -> Set<MarketID> {
        let settled = Locked<Set<MarketID>>([])
        try await store.pages(of: Query(Settlement.table, columns: ["market_id"]), size: pageSize) { rows in
            let ids = rows.compactMap { $0.identifier("market_id", as: MarketID.self) }
            settled.withLock { $0.formUnion(ids) }
        }
        return settled.withLock { $0 }
    }
}
