internal import HarvestCore

/// The DDL of our tables in PostgreSQL, derived from `TableSchema`.
enum PostgresSchemaText {
    /// The table that keeps which migrations were applied.
    static let migrationTable = """
        CREATE TABLE IF NOT EXISTS \(SQLText.identifier(Migration.tableName)) (
            version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL)
        """

    /// A table with its keys, defaults and references; its indexes come apart.
    static func table(_ table: TableSchema) -> String {
        let columns = table.columns.map(column)
        let keys =
            ["PRIMARY KEY (\(SQLText.list(table.primaryKey)))"]
            + table.uniques.map { "UNIQUE (\(SQLText.list($0)))" }
        let partitioning =
            table.partitionColumn.map { " PARTITION BY RANGE (\(SQLText.identifier($0)))" } ?? ""
        let members = (columns + keys).joined(separator: ", ")
        return "CREATE TABLE " + SQLText.identifier(table.name) + " (" + members + ")" + partitioning
    }

    /// An index. The server gives the name, which is then free whatever else there is.
    static func index(_ index: TableSchema.Index, of table: TableSchema) -> String {
        let method = index.isBlockRange ? "brin" : "btree"
        let columns = index.columns.map { column in
            column.hasPrefix("-")
                ? SQLText.identifier(String(column.dropFirst())) + " DESC" : SQLText.identifier(column)
        }
        return "CREATE INDEX ON " + SQLText.identifier(table.name) + " USING " + method
            + " (" + columns.joined(separator: ", ") + ")"
    }

    /// A key that an adopted table lacks.
    static func uniqueIndex(_ columns: [String], of table: TableSchema) -> String {
        "CREATE UNIQUE INDEX ON \(SQLText.identifier(table.name)) (\(SQLText.list(columns)))"
    }

    /// The newest quote of each token: one look into the index of the newest quotes for each token, however
    /// many quotes there are.
    static var quoteLatest: String {
        let view = TableCatalogue.quoteLatest
        return """
            CREATE OR REPLACE VIEW \(SQLText.identifier(view.name)) AS
            SELECT newest.* FROM dim_token AS token CROSS JOIN LATERAL (
                SELECT \(SQLText.list(view.columns.map(\.name)))
                FROM fact_quote_top_raw AS quote WHERE quote.token_id = token.token_id
                ORDER BY quote.captured_at DESC LIMIT 1
            ) AS newest
            """
    }

    private static func column(_ column: Column) -> String {
        var text = "\(SQLText.identifier(column.name)) \(PostgresType.name(of: column.type))"
        if !column.isNullable { text += " NOT NULL" }
        if let value = column.defaultValue { text += " DEFAULT \(literal(value))" }
        if let parent = column.references { text += " REFERENCES \(SQLText.identifier(parent))" }
        return text
    }

    private static func literal(_ value: Column.Default) -> String {
        switch value {
        case .now: "now()"
        case .value(.boolean(let isTrue)): isTrue ? "true" : "false"
        case .value(.integer(let number)): String(number)
        case .value(.decimal(let millionths)): DecimalText.text(millionths: millionths)
        case .value(.text(let text)), .value(.json(let text)):
            "'" + text.replacing("'", with: "''") + "'"
        case .value: "NULL"
        }
    }
}
