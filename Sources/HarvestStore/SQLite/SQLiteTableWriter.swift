internal import CSQLite
internal import HarvestCore

/// Writes rows of one table by its rule, with one statement that is compiled once.
final class SQLiteTableWriter {
    /// What became of a row.
    enum Outcome {
        /// It was not there before.
        case new
        /// It overwrote another.
        case changed
        /// It said what was stored.
        case unchanged
        /// The table does not admit it.
        case refused(Refusal)
    }

    private let table: TableSchema
    private let connection: SQLiteConnection
    private let statement: SQLiteStatement

    init(table: TableSchema, connection: SQLiteConnection) throws(StoreError) {
        self.table = table
        self.connection = connection
        statement = try connection.prepare(SQLiteWriteText.statement(for: table), isKept: true)
    }

    /// Writes one row of a block of this table. A refused row leaves the transaction as it was.
    func write(_ row: Int, of block: RowBlock) throws(StoreError) -> Outcome {
        if let refusal = block.refusal(ofRow: row) { return .refused(refusal) }
        var number: Int32 = 0
        for (column, value) in zip(block.columns, block[row]) {
            number += 1
            let kept = column.kept(value)
            if case .decimal(let millionths) = kept, !SQLiteValue.isExact(millionths: millionths) {
                return .refused(.inexact(column.name))
            }
            try statement.bind(kept, at: number)
        }
        return try run()
    }

    private func run() throws(StoreError) -> Outcome {
        connection.forgetLastInsert()
        let code = statement.attempt()
        // Made before the reset, which takes the error's text with it.
        let failure = code == SQLITE_DONE ? nil : connection.error(code)
        statement.reset()
        if let failure {
            guard let refusal = refusal(for: code) else { throw failure }
            return .refused(refusal)
        }
        if connection.changes == 0 { return .unchanged }
        return connection.lastInsert == 0 ? .changed : .new
    }

    private func refusal(for code: Int32) -> Refusal? {
        switch code {
        case harvest_sqlite_constraint_unique, harvest_sqlite_constraint_primary_key: table.duplicateRefusal
        case harvest_sqlite_constraint_foreign_key: table.orphanRefusal
        // A sum that no longer fits 64 bits becomes REAL, which a STRICT table does not take.
        case harvest_sqlite_constraint_datatype: .outOfRange(accumulated)
        default: nil
        }
    }

    private var accumulated: String {
        guard case .upsert(_, _, let accumulated, _) = table.rule else { return table.name }
        return accumulated.joined(separator: ", ")
    }
}
