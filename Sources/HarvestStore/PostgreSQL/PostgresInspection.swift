internal import HarvestCore

/// What `doctor` wants to know of a database. Reads only, in a transaction that could not write.
struct PostgresInspection {
    private let connection: PostgresConnection

    /// Prepares to look.
    init(on connection: PostgresConnection) { self.connection = connection }

    /// Looks.
    func run() throws -> StoreReport {
        try connection.transaction("READ ONLY") {
            let version = try PostgresSchemaVersion.read(on: connection)
            let adoption = PostgresAdoption(try PostgresRelations(on: connection))
            let facts = try facts()
            return StoreReport(
                engine: "PostgreSQL " + Self.version(connection.serverVersion), schemaVersion: version,
                expectedVersion: Migration.currentVersion,
                isWritable: try !(facts.boolean("read_only") ?? true) && mayWrite(version),
                durability: durability(facts), now: facts.timestamp("now"),
                warnings: Self.warnings(facts) + viewWarnings(version, adoption)
                    + [connection.durability.postgresWarning].compactMap { $0 },
                adoptable: version == 0 ? adoption.adopted.map(\.name) : [])
        }
    }

    private func facts() throws -> Row {
        let rows = try connection.query(
            """
            SELECT clock_timestamp() AS now, current_setting('synchronous_commit') AS synchronous_commit,
                current_setting('fsync')::boolean AS fsync,
                current_setting('full_page_writes')::boolean AS full_page_writes,
                current_setting('is_superuser')::boolean AS is_superuser,
                pg_is_in_recovery() OR current_setting('default_transaction_read_only')::boolean AS read_only,
                current_user::text AS user_name
            """
        ).rows()
        return rows.first ?? Row(columns: [], values: [])
    }

    /// Whether the user may do what a commit does; before the first migration, what a migration does.
    private func mayWrite(_ version: Int) throws -> Bool {
        let statement =
            version == 0
            ? """
            SELECT has_database_privilege(current_database(), 'TEMP')
                AND has_schema_privilege(current_schema(), 'CREATE')
            """
            : """
            SELECT has_database_privilege(current_database(), 'TEMP') AND bool_and(
                has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
                AND has_table_privilege(c.oid, 'UPDATE'))
            FROM pg_class c WHERE pg_table_is_visible(c.oid) AND c.relkind IN ('r', 'p') AND c.relname IN (
            """ + TableCatalogue.tables.indices.map { "$\($0 + 1)" }.joined(separator: ", ") + ")"
        let names = version == 0 ? [] : TableCatalogue.tables.map { ColumnValue.text($0.name) }
        return try connection.query(statement, names).value(0, 0) == .boolean(true)
    }

    /// A view that users rely on and that could not be made ours.
    private func viewWarnings(_ version: Int, _ adoption: PostgresAdoption) -> [String] {
        guard version > 0, !adoption.mayReplaceView else { return [] }
        let view = TableCatalogue.quoteLatest.name
        return ["\(view) has other columns than ours and was left as it is"]
    }

    private func durability(_ facts: Row) -> String {
        let commit = facts.text("synchronous_commit") ?? "unknown"
        if facts.boolean("fsync") == false { return "fsync=off" }
        if facts.boolean("full_page_writes") == false { return "full_page_writes=off" }
        if connection.durability == .relaxed { return "relaxed (synchronous_commit=\(commit))" }
        return ["on", "remote_apply"].contains(commit) ? "full" : "synchronous_commit=\(commit)"
    }

    private static func warnings(_ facts: Row) -> [String] {
        var warnings: [String] = []
        if facts.boolean("is_superuser") == true {
            let user = facts.text("user_name") ?? ""
            warnings.append("\(user) is a superuser; a user that owns only harvestd's tables is enough")
        }
        if facts.boolean("fsync") == false {
            warnings.append("fsync is off: a power cut can damage the whole database")
        }
        if facts.boolean("full_page_writes") == false {
            warnings.append("full_page_writes is off: a power cut can damage pages")
        }
        return warnings
    }

    /// 150020 as 15.20.
    private static func version(_ number: Int) -> String { "\(number / 10_000).\(number % 10_000)" }
}
