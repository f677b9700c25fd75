public import HarvestCore

/// Stores batches in one SQLite file: the default store, without a server.
///
/// Writing happens on one connection and one thread, on the disk (write-ahead log, synchronous FULL) when
/// `commit` returns, unless the settings relax that; reading happens beside it. Another program that writes
/// the same file is waited for, but not for longer than the settings say. The file is made by `migrate` and
/// `takeLease`, its tables by `migrate` alone.
public actor SQLiteStore: Store {
    /// `sqlite` and the path as it was given.
    public nonisolated let label: String
    private let executor: PinnedExecutor
    private let file: SQLiteFile
    private let settings: SQLiteSettings
    private let clock: any EngineClock
    private nonisolated let reader: SQLiteReader
    /// The writing connection, once there is something to write.
    private var writer: SQLiteWriterConnection?
    /// Whether the schema was found to be the current one.
    private var isCurrent = false
    /// Held by the one service that writes the file.
    private var lease: FileLock?

    /// The thread that all writing happens on.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(path: String, clock: any EngineClock, settings: SQLiteSettings) throws {
        label = "sqlite \(path)"
        file = SQLiteFile(path)
        self.settings = settings
        self.clock = clock
        executor = try PinnedExecutor(name: "sqlite-writer")
        reader = try SQLiteReader(file: file, label: label, settings: settings)
    }

    /// Makes the file and its directory when they are missing, and the tables.
    public func migrate() async throws -> MigrationReport {
        try file.create()
        let report = try openedWriter().migrate(now: clock.now)
        isCurrent = true
        return report
    }

    /// Stores the batches in one transaction; durable, as far as the settings ask, when it returns.
    public func commit(_ batches: [Batch]) async throws -> [CommitReceipt] {
        let writer = try currentWriter()
        var commit = SQLiteCommit(writers: writer.writers, now: clock.now)
        return try writer.connection.transaction { try commit.write(batches) }
    }

    /// The rows that answer a query.
    public nonisolated func rows(_ query: Query) async throws -> [Row] { try await reader.rows(query) }

    /// The rows that answer a query in pages of one moment; `body` runs on the reader's thread.
    public nonisolated func pages(
        of query: Query, size: Int, _ body: @Sendable ([Row]) async throws -> Void
    ) async throws {
        try await reader.pages(of: query, size: size, body)
    }

    /// The number of rows of a table.
    public nonisolated func count(_ table: TableSchema) async throws -> Int {
        try await reader.count(table)
    }

    /// Deletes raw rows from before `cutoff` in small transactions and gives the space back to the disk.
    ///
    /// Commits are let in between two steps.
    public func maintain(now: Timestamp, cutoff: Timestamp) async throws -> MaintenanceReport {
        var report = MaintenanceReport()
        for table in TableCatalogue.tables where table.partitionColumn != nil {
            var deleted = 0
            repeat {
                try Task.checkCancellation()
                deleted = try currentWriter()
                    .deleteRows(of: table, from: cutoff, limit: settings.rowsPerDeletion)
                report.deletedRows += deleted
                await Task.yield()
            } while deleted == settings.rowsPerDeletion
        }
        while try currentWriter().releasePages(limit: 1_000) {
            try Task.checkCancellation()
            await Task.yield()
        }
        try currentWriter().takeInLog()
        return report
    }

    /// What `doctor` wants to know. Makes and changes nothing.
    public func inspect() async throws -> StoreReport {
        try await reader.inspect(besideWriter: writer != nil)
    }

    /// Locks a file beside the database, which it makes when it is missing. The database's own file must not
    /// be opened past SQLite: closing it would drop SQLite's locks. Each commit checks the tables.
    public func takeLease() async throws {
        guard lease == nil else { return }
        try file.create()
        let path = file.leasePath
        do { lease = try FileLock(path) } catch {
            guard error.isLocked else { throw StoreError.file(path, errno: error.code) }
            throw StoreError.leaseTaken(label, cause: "it holds the lock on \(path)")
        }
    }

    /// Closes both connections and gives the lease back. A later call opens them again.
    ///
    /// The writer comes last, because only a connection that may write can take in the log and remove it.
    func close() async {
        await reader.close()
        writer = nil
        isCurrent = false
        lease = nil
    }

    private func openedWriter() throws -> SQLiteWriterConnection {
        if let writer { return writer }
        let opened = try SQLiteWriterConnection(file: file, label: label, settings: settings)
        writer = opened
        return opened
    }

    /// The writing connection to a database that has exactly our schema.
    private func currentWriter() throws -> SQLiteWriterConnection {
        if isCurrent, let writer { return writer }
        guard try file.exists() else {
            throw StoreError.schemaMissing(label, found: 0, known: Migration.currentVersion)
        }
        let opened = try openedWriter()
        try Migration.requireCurrent(try opened.schemaVersion(), in: label)
        isCurrent = true
        return opened
    }
}

/// Lends a store that keeps its tables in a SQLite file, and closes it when `body` returns.
///
/// Nothing is opened before it is needed: `inspect` and queries leave a missing file missing. `clock` stamps
/// migrations and refused rows.
public func withSQLiteStore<Result>(
    path: String, clock: any EngineClock, settings: SQLiteSettings = SQLiteSettings(),
    _ body: (SQLiteStore) async throws -> Result
) async throws -> Result {
    let store = try SQLiteStore(path: path, clock: clock, settings: settings)
    do {
        let result = try await body(store)
        await store.close()
        return result
    } catch {
        await store.close()
        throw error
    }
}
