internal import CSQLite
internal import HarvestCore

/// The one connection that writes: as durable as the settings say, with foreign keys, its statements kept.
final class SQLiteWriterConnection {
    let connection: SQLiteConnection
    let writers: SQLiteTableWriters
    private let label: String
    private let settings: SQLiteSettings

    /// Opens the file, which must exist, and checks that what durability rests on took.
    init(file: SQLiteFile, label: String, settings: SQLiteSettings) throws(StoreError) {
        connection = try SQLiteConnection(
            path: file.path, mode: .writing, label: label, settings: settings)
        writers = SQLiteTableWriters(connection: connection)
        self.label = label
        self.settings = settings
        try configure()
    }

    /// Version of the schema; zero when there is none.
    func schemaVersion() throws(StoreError) -> Int { try connection.schemaVersion() }

    /// Applies what is missing, in one transaction. Another program that does the same at the same time waits
    /// and then finds nothing to do.
    func migrate(now: Timestamp) throws -> MigrationReport {
        try connection.transaction {
            let version = try schemaVersion()
            try Migration.refuseNewer(version, in: label)
            if version == 0 { try refuseForeignTables() }
            try connection.execute(SQLiteSchema.migrationTable)
            let pending = Migration.pending(after: version)
            for migration in pending { try apply(migration, now: now) }
            return MigrationReport(
                from: version, to: Migration.currentVersion, didAdopt: false, applied: pending.map(\.name))
        }
    }

    /// Deletes up to `limit` rows from before `cutoff`; gives how many.
    func deleteRows(of table: TableSchema, from before: Timestamp, limit: Int) throws -> Int {
        guard let column = table.partitionColumn else { return 0 }
        let (name, time) = (SQLText.identifier(table.name), SQLText.identifier(column))
        let statement = try connection.prepare(
            "DELETE FROM \(name) WHERE rowid IN "
                + "(SELECT rowid FROM \(name) WHERE \(time) < ?1 ORDER BY \(time) LIMIT ?2)")
        try statement.bind([.timestamp(before), .integer(Int64(limit))])
        return try connection.transaction {
            _ = try statement.step()
            return connection.changes
        }
    }

    /// Gives up to `limit` free pages back to the disk; false when no more can be given.
    ///
    /// A file that was restored from a dump may lack incremental vacuum: it keeps its free pages for itself.
    func releasePages(limit: Int) throws(StoreError) -> Bool {
        let before = try connection.integer("PRAGMA freelist_count") ?? 0
        guard before > 0 else { return false }
        try connection.execute("PRAGMA incremental_vacuum(\(limit))")
        let after = try connection.integer("PRAGMA freelist_count") ?? 0
        return after > 0 && after < before
    }

    /// Moves what the log holds into the file, as far as nobody reads it: only then does the file shrink.
    func takeInLog() throws(StoreError) { try connection.execute("PRAGMA wal_checkpoint(PASSIVE)") }

    private func configure() throws(StoreError) {
        // Only takes in a file without tables; must come before anything is written.
        try connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        try useWriteAheadLog()
        try connection.synchronise(settings.durability)
        try connection.execute("PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = 67108864")
        guard try connection.integer("PRAGMA foreign_keys") == 1 else {
            throw .unsupported(label, cause: "this SQLite was built without foreign keys")
        }
        if let size = settings.maximumFileSize {
            let pageSize = try connection.integer("PRAGMA page_size") ?? 4_096
            try connection.execute("PRAGMA max_page_count = \(max(size / pageSize, 1))")
        }
    }

    /// Switching a fresh file to the write-ahead log needs it alone, and SQLite does not always wait for that
    /// by itself; two programs that start at once take turns here.
    private func useWriteAheadLog() throws(StoreError) {
        let pause: Int32 = 10
        var attempts = max(settings.busyTimeout.milliseconds / Int64(pause), 1)
        while true {
            do throws(StoreError) {
                let mode = try connection.text("PRAGMA journal_mode = WAL")
                if mode == "wal" { return }
                throw .notDurable(label, cause: "journal mode is \(mode ?? "unknown"), not wal")
            } catch {
                attempts -= 1
                guard error.kind == .busy, attempts > 0 else { throw error }
                sqlite3_sleep(pause)
            }
        }
    }

    private func refuseForeignTables() throws(StoreError) {
        let names = (TableCatalogue.tables + [TableCatalogue.quoteLatest]).map(\.name)
        let marks = names.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
        let statement = try connection.prepare("SELECT name FROM sqlite_master WHERE name IN (\(marks))")
        try statement.bind(names.map(ColumnValue.text))
        if try statement.step() { throw .schemaForeign(label, cause: statement.text(0)) }
    }

    private func apply(_ migration: Migration, now: Timestamp) throws(StoreError) {
        for statement in SQLiteSchema.statements(of: migration) { try connection.execute(statement) }
        let record = try connection.prepare(
            "INSERT INTO \(SQLText.identifier(Migration.tableName)) VALUES (?1, ?2, ?3)")
        try record.bind([
            .integer(Int64(migration.version)), .text(migration.name), .timestamp(now),
        ])
        _ = try record.step()
    }
}
