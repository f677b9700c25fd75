internal import HarvestCore

/// The tables, indexes and the view as SQLite's data definition.
///
/// All tables are STRICT, so that nobody's SQL can put text where a number belongs. Block-range indexes
/// become plain ones: SQLite has none, and the minute bars, the exports and retention look for moments.
enum SQLiteSchema {
    /// The statements of a migration.
    static func statements(of migration: Migration) -> [String] {
        switch migration.version {
        case 1: TableCatalogue.tables.flatMap { [table($0)] + indexes(of: $0) } + [quoteLatest]
        default: []
        }
    }

    /// The table in which applied migrations are kept.
    static let migrationTable = """
        CREATE TABLE IF NOT EXISTS \(SQLText.identifier(Migration.tableName)) (
            version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL
        ) STRICT
        """

    /// `CREATE TABLE` for a table.
    static func table(_ table: TableSchema) -> String {
        var parts = table.columns.map(column)
        // The row number is the key by itself; the partition column beside it serves PostgreSQL only.
        if !table.columns.contains(where: { $0.type == .serial }) {
            parts.append("PRIMARY KEY (\(SQLText.list(table.primaryKey)))")
        }
        parts += table.uniques.map { "UNIQUE (\(SQLText.list($0)))" }
        return "CREATE TABLE \(SQLText.identifier(table.name)) (\n    "
            + parts.joined(separator: ",\n    ") + "\n) STRICT"
    }

    /// `CREATE INDEX` for each index of a table.
    static func indexes(of table: TableSchema) -> [String] {
        table.indexes.map { index in
            let identity = identity(of: table, servedBy: index)
            let names = index.columns.map(bareName)
            let columns =
                index.columns.map(indexColumn)
                + (identity ?? []).filter { !names.contains($0) }.map(SQLText.identifier)
            let name = ([table.name] + names).joined(separator: "_") + "_idx"
            return "CREATE \(identity == nil ? "" : "UNIQUE ")INDEX \(SQLText.identifier(name)) ON "
                + "\(SQLText.identifier(table.name)) (\(columns.joined(separator: ", ")))"
        }
    }

    /// The identity of rows of a table that is numbered by the store, when it begins with an index of the
    /// table: that index then carries the rest of the identity too and keeps rows from being stored twice.
    private static func identity(of table: TableSchema, servedBy index: TableSchema.Index) -> [String]? {
        guard case .insertIfAbsent(let identity) = table.rule, !index.isBlockRange,
            identity != table.primaryKey, Set(index.columns.map(bareName)).isSubset(of: identity)
        else { return nil }
        return identity
    }

    private static func column(_ column: Column) -> String {
        let name = SQLText.identifier(column.name)
        if column.type == .serial { return "\(name) INTEGER PRIMARY KEY" }
        var text = "\(name) \(type(column.type))"
        if !column.isNullable { text += " NOT NULL" }
        if let value = column.defaultValue { text += " DEFAULT \(literal(value))" }
        if column.type == .boolean { text += " CHECK (\(name) IN (0, 1))" }
        if let parent = column.references { text += " REFERENCES \(SQLText.identifier(parent))" }
        return text
    }

    private static func type(_ type: ColumnType) -> String {
        switch type {
        case .text, .json, .uuid, .date: "TEXT"
        case .boolean, .integer, .bigint, .serial, .timestamp: "INTEGER"
        case .decimal: "REAL"
        }
    }

    private static func literal(_ value: Column.Default) -> String {
        switch value {
        // SQLite 3.40 tells the time to the millisecond only.
        case .now: "(CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER) * 1000)"
        case .value(let value):
            switch SQLiteValue(value) {
            case .null: "NULL"
            case .integer(let number): String(number)
            case .real(let number): String(number)
            case .text(let text):
                "'"
                    + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
                    + "'"
            }
        }
    }

    private static func bareName(_ indexColumn: String) -> String {
        indexColumn.hasPrefix("-") ? String(indexColumn.dropFirst()) : indexColumn
    }

    private static func indexColumn(_ name: String) -> String {
        SQLText.identifier(bareName(name)) + (name.hasPrefix("-") ? " DESC" : "")
    }

    /// One index look-up per token instead of a walk over all raw rows.
    private static let quoteLatest: String = {
        let view = TableCatalogue.quoteLatest
        let raw = SQLText.identifier(QuoteTop.table.name)
        let columns = view.columns.map { column in
            (column.name == "token_id" ? "token." : "quote.") + SQLText.identifier(column.name)
        }
        return """
            CREATE VIEW \(SQLText.identifier(view.name)) AS
            SELECT \(columns.joined(separator: ", "))
            FROM "dim_token" AS token
            JOIN \(raw) AS quote ON quote."id" = (
                SELECT newest."id" FROM \(raw) AS newest WHERE newest."token_id" = token."token_id"
                ORDER BY newest."captured_at" DESC LIMIT 1
            )
            """
    }()
}
