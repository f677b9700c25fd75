internal import HarvestCore

/// The SQL by which rows of one table travel: COPY into a staging table of the session, then one set-based
/// statement by the table's write rule.
///
/// The staging table has the table's columns, the row's number within its block and its round: rows that
/// share a key are written in rounds, one after the other, so that a set-based statement counts and
/// overwrites just as row after row would. Every text is made of names from `TableSchema` alone.
struct PostgresTable {
    /// The table.
    let schema: TableSchema

    /// Name of the staging table.
    var staging: String { "harvest_stage_" + schema.name }

    /// Whether rows of two sessions could meet without a key that stops one of them.
    var needsLock: Bool {
        switch schema.rule {
        case .insertIfAbsent(let identity): !isKey(identity)
        case .upsert: false
        case .insertOnChange: true
        }
    }

    /// Columns by which rows are put into rounds; `nil` when rounds make no difference.
    var roundKey: [String]? {
        switch schema.rule {
        case .insertIfAbsent: nil
        case .upsert: schema.primaryKey
        case .insertOnChange(let subject, _, _, _): [subject]
        }
    }

    /// Makes the staging table. It lives as long as the session and empties itself at COMMIT.
    var createStaging: String {
        let columns = schema.writtenColumns.map { column in
            "\(name(column.name)) \(PostgresType.name(of: column.type))"
        }
        return """
            CREATE TEMPORARY TABLE \(name(staging)) (harvest_row integer, harvest_round integer, \
            \(columns.joined(separator: ", "))) ON COMMIT DELETE ROWS
            """
    }

    /// Takes rows in binary form into the staging table.
    var copy: String { "COPY pg_temp.\(name(staging)) FROM STDIN (FORMAT binary)" }

    /// Empties the staging table.
    var emptyStaging: String { "DELETE FROM pg_temp.\(name(staging))" }

    /// Takes rows out of the staging table that refer to rows that are not there; one statement a reference.
    /// Answers their numbers.
    var removeOrphans: [String] {
        schema.columns.compactMap { column in
            guard let parent = column.references, let key = TableCatalogue.named(parent)?.primaryKey.first
            else {
                return nil
            }
            return """
                DELETE FROM pg_temp.\(name(staging)) AS staged
                WHERE staged.\(name(column.name)) IS NOT NULL AND NOT EXISTS (
                    SELECT FROM \(name(parent)) AS parent
                    WHERE parent.\(name(key)) = staged.\(name(column.name)))
                RETURNING staged.harvest_row
                """
        }
    }

    /// The columns of a record.
    var columns: [String] { schema.writtenColumns.map(\.name) }

    /// A name as SQL takes it.
    func name(_ name: String) -> String { SQLText.identifier(name) }

    /// Names with a table's alias before them.
    func list(_ columns: [String], of alias: String) -> String {
        columns.map { "\(alias).\(name($0))" }.joined(separator: ", ")
    }

    /// Whether no two rows share these columns.
    func isKey(_ columns: [String]) -> Bool {
        ([schema.primaryKey] + schema.uniques).contains { Set($0) == Set(columns) }
    }
}
