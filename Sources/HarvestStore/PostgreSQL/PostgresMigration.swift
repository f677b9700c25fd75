internal import HarvestCore

/// Brings a database's schema to this program's version, in one transaction under an advisory lock: two that
/// start at once take turns, and the second finds nothing to do.
///
/// Tables of Polaris that are already there are adopted: no row and no column of theirs is touched, only what
/// they lack is added. When one cannot be adopted nothing is changed at all.
struct PostgresMigration {
    private let connection: PostgresConnection
    private let now: Timestamp

    /// Prepares a migration; `now` is its date, and the first day that gets partitions.
    init(on connection: PostgresConnection, now: Timestamp) {
        self.connection = connection
        self.now = now
    }

    /// Applies what is missing, then makes partitions for the days ahead.
    func run() throws -> MigrationReport {
        let patience = connection.patience
        connection.patience = PostgresLimits.migrationTimeout + PostgresLimits.silence
        defer { connection.patience = patience }
        let report = try connection.transaction {
            try takeTurn()
            return try applyPending()
        }
        connection.hasCurrentSchema = true
        _ = try PostgresMaintenance(on: connection).createAhead(of: now)
        return report
    }

    private func takeTurn() throws {
        let limit = PostgresLimits.migrationTimeout.milliseconds
        try connection.execute("SET LOCAL statement_timeout = \(limit); SET LOCAL lock_timeout = \(limit)")
        try connection.query("SELECT pg_advisory_xact_lock($1)", [.integer(PostgresLock.migration)])
    }

    private func applyPending() throws -> MigrationReport {
        let version = try PostgresSchemaVersion.read(on: connection)
        try Migration.refuseNewer(version, in: connection.label)
        let adoption = PostgresAdoption(try PostgresRelations(on: connection))
        let pending = Migration.pending(after: version)
        for migration in pending {
            try apply(migration, adoption)
            try connection.query(
                "INSERT INTO \(SQLText.identifier(Migration.tableName)) VALUES ($1, $2, $3)",
                [.integer(Int64(migration.version)), .text(migration.name), .timestamp(now)])
        }
        return MigrationReport(
            from: version, to: Migration.currentVersion,
            didAdopt: version == 0 && !adoption.adopted.isEmpty, applied: pending.map(\.name))
    }

    private func apply(_ migration: Migration, _ adoption: PostgresAdoption) throws {
        guard migration.version == 1 else { return }
        let objections = adoption.objections
        guard objections.isEmpty else {
            throw StoreError.schemaForeign(connection.label, cause: objections.joined(separator: "; "))
        }
        try connection.execute(PostgresSchemaText.migrationTable)
        let adopted = Set(adoption.adopted.map(\.name))
        for table in TableCatalogue.tables {
            if adopted.contains(table.name) {
                try complete(table, adoption)
            } else {
                try connection.execute(PostgresSchemaText.table(table))
                for index in table.indexes {
                    try connection.execute(PostgresSchemaText.index(index, of: table))
                }
            }
        }
        if adoption.mayReplaceView { try connection.execute(PostgresSchemaText.quoteLatest) }
    }

    /// Adds what an adopted table lacks. A key that its rows break is a reason not to adopt it.
    private func complete(_ table: TableSchema, _ adoption: PostgresAdoption) throws {
        for statement in adoption.additions(to: table) {
            do {
                try connection.execute(statement)
            } catch let fault as PostgresFault where fault.sqlState == "23505" {
                throw StoreError.schemaForeign(
                    connection.label, cause: "\(table.name) has rows with the same key: \(fault.message)")
            }
        }
    }
}
