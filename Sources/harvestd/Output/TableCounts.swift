internal import HarvestCore

/// How many rows each table holds.
struct TableCounts: Sendable {
    /// Tables that stay empty when nothing goes wrong, and why.
    private static let emptyWhenWell = [
        "ops_rejected": "nothing was unusable", "ops_drift": "no field appeared or vanished",
    ]

    private let counts: [(table: String, rows: Int)]

    /// Counts the rows of all tables.
    static func counted(in store: any Store) async throws -> TableCounts {
        var counts: [(table: String, rows: Int)] = []
        for table in TableCatalogue.tables { counts.append((table.name, try await store.count(table))) }
        return TableCounts(counts: counts)
    }

    /// Whether every table that a harvest fills has rows.
    var isWhole: Bool { counts.allSatisfy { $0.rows > 0 || Self.emptyWhenWell[$0.table] != nil } }

    /// Writes the counts.
    func write(to output: Output) throws {
        guard !output.isJSON else {
            let members = counts.map {
                JSONValue.object(["table": .string($0.table), "rows": .integer($0.rows)])
            }
            return try output.json(.object(["type": "counts", "tables": .array(members)]))
        }
        var table = TextTable(["TABLE", "ROWS", ""])
        for count in counts {
            let note = count.rows == 0 ? Self.emptyWhenWell[count.table] ?? "expected rows, found none" : ""
            table.add([.text(count.table), .integer(count.rows), .text(note)])
        }
        try output.line()
        try output.table(table)
    }
}
