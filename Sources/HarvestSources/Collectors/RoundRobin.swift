internal import HarvestCore

/// Going round many things a few at a time by their numbers, with a stored cursor between runs: what never
/// gets done does not keep the rest waiting.
struct RoundRobin<ID: Identifier>: Sendable {
    /// What is looked at this time.
    let chosen: [ID]
    private let last: ID

    /// Chooses up to `maximum` after the cursor, from the start again when the end is reached.
    init(_ waiting: some Collection<ID>, after cursor: ID?, maximum: Int) {
        let sorted = waiting.sorted(by: Self.isNumberedBefore)
        let start =
            cursor.flatMap { cursor in
                sorted.firstIndex { Self.isNumberedBefore(cursor, $0) }
            } ?? 0
        chosen = Array((sorted[start...] + sorted[..<start]).prefix(maximum))
        last = chosen.last ?? cursor ?? ""
    }

    /// The stored cursor of this key, if any.
    static func cursor(_ key: String, in store: any RowSource) async throws -> ID? {
        try await store.rows(Query(Cursor.table, where: [.equal("cursor_key", .text(key))]))
            .first?.identifier("cursor_value", as: ID.self)
    }

    /// The cursor's row for the next run.
    func cursor(_ key: String, updatedAt: Timestamp) -> Cursor {
        Cursor(key: key, value: last.rawValue, meta: "{}", updatedAt: updatedAt)
    }

    /// Numbers as text: the shorter is the smaller.
    private static func isNumberedBefore(_ left: ID, _ right: ID) -> Bool {
        (left.rawValue.utf8.count, left.rawValue) < (right.rawValue.utf8.count, right.rawValue)
    }
}
