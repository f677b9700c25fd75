internal import HarvestCore
internal import HarvestStore

/// Rows into a table of SQLite in memory, each value with its type, against all of them as text.
enum SQLiteBinding {
    static func suite(itemCount: Int, seed: UInt64) -> BenchmarkSuite {
        let block = DrawnQuotes.block(of: DrawnQuotes.quotes(itemCount, seed: seed))
        let texts = (0..<block.count).map { row in block[row].map { ColumnValue.text("\($0)") } }
        return BenchmarkSuite(
            name: "sqlite-binding", summary: "a row of nine values, bound and inserted in memory",
            itemCount: itemCount,
            contenders: [
                .init("HarvestStore SQLiteStatement") {
                    inserted((0..<block.count).lazy.map { block[$0] })
                },
                .init("the same, every value as text") { inserted(texts.lazy.map { $0[...] }) },
            ],
            disagreements: {
                itemCount - Int(inserted((0..<block.count).lazy.map { block[$0] }))
                    + itemCount - Int(inserted(texts.lazy.map { $0[...] }))
            })
    }

    /// Rows the table holds afterwards; none when SQLite refuses to work in memory.
    private static func inserted(_ rows: some Sequence<ArraySlice<ColumnValue>>) -> UInt64 {
        do {
            let connection = try SQLiteConnection(
                path: ":memory:", mode: .writing, label: "memory", settings: SQLiteSettings())
            let names = QuoteTop.table.writtenColumns.map(\.name).joined(separator: ", ")
            let marks = QuoteTop.table.writtenColumns.map { _ in "?" }.joined(separator: ", ")
            try connection.execute("CREATE TABLE quotes (\(names))")
            try connection.execute("BEGIN")
            let insert = try connection.prepare("INSERT INTO quotes VALUES (\(marks))", isKept: true)
            for row in rows {
                try insert.bind(row)
                _ = try insert.step()
                insert.reset()
            }
            try connection.execute("COMMIT")
            return UInt64(try connection.integer("SELECT count(*) FROM quotes") ?? 0)
        } catch {
            return 0
        }
    }
}
