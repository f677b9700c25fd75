internal import HarvestCore

/// What a database holds under our names: tables with columns, indexes and partitioning, from the catalogues.
struct PostgresRelations {
    /// A column as the server has it.
    struct Column: Hashable {
        /// Name of its type, without modifiers.
        let type: String
        /// Digits before and after the point of a `numeric`; `nil` without bounds.
        let digits: (whole: Int, scale: Int)?
        /// Whether it must have a value and has none by itself.
        let isDemanded: Bool
        /// Whether the server gives it a value.
        let hasDefault: Bool

        static func == (left: Self, right: Self) -> Bool {
            left.type == right.type && left.digits?.whole == right.digits?.whole
                && left.digits?.scale == right.digits?.scale && left.isDemanded == right.isDemanded
                && left.hasDefault == right.hasDefault
        }

        func hash(into hasher: inout Hasher) { hasher.combine(type) }
    }

    /// An index as the server has it; columns carry a `-` when descending.
    struct Index: Hashable {
        let method: String
        let isUnique: Bool
        let columns: [String]
    }

    /// A table or view as the server has it.
    struct Relation {
        /// `r` table, `p` partitioned table, `v` view and so on, as `pg_class.relkind`.
        var kind = ""
        /// The column by which it is partitioned by range, if it is so.
        var rangeColumn: String?
        /// Columns by name.
        var columns: [String: Column] = [:]
        /// Names of the columns in order.
        var order: [String] = []
        /// Indexes that hold for all rows.
        var indexes: Set<Index> = []

        /// Whether no two rows share these columns.
        func hasKey(_ columns: [String]) -> Bool {
            indexes.contains { $0.isUnique && Set($0.columns) == Set(columns) }
        }

        /// Whether an index serves as well as the given one.
        func has(_ index: TableSchema.Index) -> Bool {
            let method = index.isBlockRange ? "brin" : "btree"
            return indexes.contains { $0.method == method && $0.columns == index.columns }
        }
    }

    private var relations: [String: Relation] = [:]

    /// The relation of this name.
    subscript(name: String) -> Relation? { relations[name] }

    /// Reads what there is under the names of our tables and the view.
    init(on connection: PostgresConnection) throws {
        try readRelations(connection)
        try readColumns(connection)
        try readIndexes(connection)
    }

    /// The names of our tables and the view; none holds a comma.
    private static let names = (TableCatalogue.tables + [TableCatalogue.quoteLatest]).map(\.name)

    private static func rows(_ connection: PostgresConnection, _ sql: String) throws -> [Row] {
        try connection.query(sql, [.text(names.joined(separator: ","))]).rows()
    }

    private mutating func readRelations(_ connection: PostgresConnection) throws {
        let rows = try Self.rows(
            connection,
            """
            SELECT c.relname AS name, c.relkind::text AS kind, a.attname AS range_column
            FROM pg_class c LEFT JOIN pg_partitioned_table p
                ON p.partrelid = c.oid AND p.partstrat = 'r' AND p.partnatts = 1
            LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0] AND a.attnum > 0
            WHERE pg_table_is_visible(c.oid) AND c.relname = ANY (string_to_array($1, ','))
                AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
            """)
        for row in rows {
            relations[row.text("name") ?? ""] = Relation(
                kind: row.text("kind") ?? "", rangeColumn: row.text("range_column"))
        }
    }

    private mutating func readColumns(_ connection: PostgresConnection) throws {
        let rows = try Self.rows(
            connection,
            """
            SELECT c.relname AS name, a.attname AS column, t.typname AS type,
                CASE WHEN t.typname = 'numeric' AND a.atttypmod > 4
                    THEN (a.atttypmod - 4) >> 16 END AS precision,
                CASE WHEN t.typname = 'numeric' AND a.atttypmod > 4
                    THEN (a.atttypmod - 4) & 2047 END AS scale,
                a.attnotnull AS must, a.atthasdef OR a.attidentity <> '' AS has_default
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
            WHERE pg_table_is_visible(c.oid) AND c.relname = ANY (string_to_array($1, ','))
                AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.oid, a.attnum
            """)
        for row in rows {
            let hasDefault = row.boolean("has_default") ?? false
            let digits = row.integer("precision").map { precision in
                let scale = row.integer("scale") ?? 0
                return (whole: precision - scale, scale: scale)
            }
            let (name, column) = (row.text("name") ?? "", row.text("column") ?? "")
            relations[name]?.order.append(column)
            relations[name]?.columns[column] = Column(
                type: row.text("type") ?? "", digits: digits,
                isDemanded: row.boolean("must") ?? false && !hasDefault, hasDefault: hasDefault)
        }
    }

    private mutating func readIndexes(_ connection: PostgresConnection) throws {
        let rows = try Self.rows(
            connection,
            """
            SELECT c.relname AS name, am.amname AS method, i.indisunique AS is_unique, (
                SELECT string_agg(
                    CASE WHEN i.indoption[place - 1] & 1 = 1 THEN '-' ELSE '' END || a.attname, ','
                    ORDER BY place)
                FROM generate_series(1, i.indnkeyatts) AS place
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[place - 1]
            ) AS columns
            FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid JOIN pg_class x ON x.oid = i.indexrelid
                JOIN pg_am am ON am.oid = x.relam
            WHERE pg_table_is_visible(c.oid) AND c.relname = ANY (string_to_array($1, ','))
                AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
            """)
        for row in rows {
            relations[row.text("name") ?? ""]?.indexes.insert(
                Index(
                    method: row.text("method") ?? "", isUnique: row.boolean("is_unique") ?? false,
                    columns: (row.text("columns") ?? "").split(separator: ",").map(String.init)))
        }
    }
}
