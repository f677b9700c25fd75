internal import HarvestCore

/// The stored markets whose settlement is looked for next, and the cursor that goes round them.
struct SettlementCandidates: Sendable {
    /// Their conditions.
    let conditions: [ConditionID]
    /// Number of the last one, where the next run goes on.
    private let last: MarketID

    private static let cursorKey = JobName.settlementSync.rawValue

    /// Up to `maximum` candidates after the cursor, from the start again when the end is reached.
    static func next(_ maximum: Int, in store: any Store, now: Timestamp) async throws -> SettlementCandidates
    {
        let settled = Set(
            try await store.rows(Query(Settlement.table, columns: ["market_id"])).compactMap {
                $0.text("market_id")
            })
        var waiting: [MarketID: ConditionID] = [:]
        for condition in [
            Query.Condition.equal("closed", .boolean(true)), .below("end_date", .timestamp(now)),
        ] {
            let rows = try await store.rows(
                Query(Market.table, columns: ["market_id", "condition_id"], where: [condition]))
            for row in rows {
                guard let id: MarketID = row.identifier("market_id"), !settled.contains(id.rawValue) else {
                    continue
                }
                waiting[id] = row.identifier("condition_id")
            }
        }
        let cursor = try await store.rows(
            Query(Cursor.table, where: [.equal("cursor_key", .text(cursorKey))])
        ).first?.identifier("cursor_value", as: MarketID.self)
        return SettlementCandidates(waiting, after: cursor, maximum: maximum)
    }

    /// Goes round the waiting markets by number, starting after the cursor.
    init(_ waiting: [MarketID: ConditionID], after cursor: MarketID?, maximum: Int) {
        let sorted = waiting.keys.sorted(by: Self.isNumberedBefore)
        let start =
            cursor.flatMap { cursor in
                sorted.firstIndex { Self.isNumberedBefore(cursor, $0) }
            } ?? 0
        let chosen = (sorted[start...] + sorted[..<start]).prefix(maximum)
        conditions = chosen.compactMap { waiting[$0] }
        last = chosen.last ?? cursor ?? ""
    }

    /// The cursor's row.
    func cursor(updatedAt: Timestamp) -> Cursor {
        Cursor(key: Self.cursorKey, value: last.rawValue, meta: "{}", updatedAt: updatedAt)
    }

    private static func isNumberedBefore(_ left: MarketID, _ right: MarketID) -> Bool {
        (left.rawValue.utf8.count, left.rawValue) < (right.rawValue.utf8.count, right.rawValue)
    }
}
