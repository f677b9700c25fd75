internal import HarvestCore

extension PostgresFault {
    /// The words that every store has for what the database does not take.
    func refusal(of table: TableSchema) -> Refusal {
        switch sqlState {
        case "23505": table.duplicateRefusal
        case "23503": table.orphanRefusal
        case "23502": column.map { .missing($0) } ?? .disallowed(code)
        // Our own values fit their columns by now; only a sum can still be too great.
        case "22003": .outOfRange(Self.accumulated(in: table) ?? table.name)
        default: .disallowed(constraint ?? code)
        }
    }

    private static func accumulated(in table: TableSchema) -> String? {
        guard case .upsert(_, _, let accumulated, _) = table.rule, !accumulated.isEmpty else { return nil }
        return accumulated.joined(separator: ", ")
    }

    private var code: String { "SQLSTATE " + (sqlState ?? "unknown") }
}
