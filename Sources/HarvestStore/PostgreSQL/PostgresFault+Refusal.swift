internal import HarvestCore

extension PostgresFault {
    /// The words that every store has for what the database does not take.
    func refusal(of table: TableSchema) -> Refusal {
        switch sqlState {
        case "23505": table.duplicateRefusal
        case "23503": table.orphanRefusal
        case "23502": column.map { .missing($0) } ?? .disallowed(code)
        default: .disallowed(constraint ?? code)
        }
    }

    private var code: String { "SQLSTATE " + (sqlState ?? "unknown") }
}
