internal import CSQLite
internal import Glibc
internal import HarvestCore

/// Answers queries on a thread and connections of its own, so that no question ever waits for the writer, nor
/// the writer for a question.
actor SQLiteReader {
    private let executor: PinnedExecutor
    private let file: SQLiteFile
    private let label: String
    private let settings: SQLiteSettings
    /// The connection for short questions, once there was one.
    private var shared: SQLiteConnection?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(file: SQLiteFile, label: String, settings: SQLiteSettings) throws {
        executor = try PinnedExecutor(name: "sqlite-reader")
        self.file = file
        self.label = label
        self.settings = settings
    }

    /// All rows of an answer.
    func rows(_ query: Query) throws -> [Row] {
        let statement = try statement(for: query, on: connection())
        return try Self.nextRows(of: statement, query, limit: .max)
    }

    /// The number of rows of a table.
    func count(_ table: TableSchema) throws -> Int {
        try connection().integer("SELECT count(*) FROM \(SQLText.identifier(table.name))") ?? 0
    }

    /// The answer in pages. One read transaction over all of them gives one moment; a connection of its own
    /// lets other questions in between.
    func pages(
        of query: Query, size: Int, _ body: @Sendable ([Row]) async throws -> Void
    ) async throws {
        let connection = try open()
        let handle = connection.handle
        try await withTaskCancellationHandler {
            try connection.execute("BEGIN")
            let statement = try statement(for: query, on: connection)
            while true {
                let page = try Self.nextRows(of: statement, query, limit: max(size, 1))
                if !page.isEmpty { try await body(page) }
                if page.count < max(size, 1) { return }
                try Task.checkCancellation()
            }
        } onCancel: {
            handle.interrupt()
        }
    }

    /// What `doctor` wants to know. Makes no file.
    ///
    /// A process that has the file open asks SQLite alone: closing any other descriptor of it would drop all
    /// locks that the process holds, and the next program to close the file would delete the log under us.
    func inspect(besideWriter: Bool) throws -> StoreReport {
        guard try file.exists() else {
            return report(version: 0, warnings: [])
        }
        guard !besideWriter, shared == nil else { return try inspectOpen() }
        // Without a log the file alone is the database, and reading it so leaves nothing beside it.
        let mode: SQLiteConnection.Mode = file.hasLog ? .reading : .looking
        let connection = try SQLiteConnection(path: file.path, mode: mode, label: label, settings: settings)
        let version = try connection.schemaVersion()
        return report(
            version: version, warnings: warnings(isWriteAheadLogged: version == 0 || file.isWriteAheadLogged))
    }

    private func inspectOpen() throws -> StoreReport {
        let connection = try connection()
        let isLogged = try connection.text("PRAGMA journal_mode") == "wal"
        return report(
            version: try connection.schemaVersion(), warnings: warnings(isWriteAheadLogged: isLogged))
    }

    private func warnings(isWriteAheadLogged: Bool) -> [String] {
        var warnings: [String] = []
        if file.isReadableByOthers { warnings.append("users other than the owner can open the file") }
        if !isWriteAheadLogged {
            warnings.append("the file is not in WAL mode; the next start of harvestd changes that")
        }
        return warnings
    }

    /// Closes the connection for short questions.
    func close() { shared = nil }

    private func connection() throws -> SQLiteConnection {
        if let shared { return shared }
        let connection = try open()
        shared = connection
        return connection
    }

    private func open() throws(StoreError) -> SQLiteConnection {
        guard try file.exists() else {
            throw .schemaMissing(label, found: 0, known: Migration.currentVersion)
        }
        // Beside a file in a directory that may not be written SQLite cannot keep its helpers.
        let mode: SQLiteConnection.Mode = file.isWritable || file.hasLog ? .reading : .looking
        let connection = try SQLiteConnection(path: file.path, mode: mode, label: label, settings: settings)
        try Migration.requireCurrent(try connection.schemaVersion(), in: label)
        return connection
    }

    private func statement(
        for query: Query, on connection: SQLiteConnection
    ) throws(StoreError) -> SQLiteStatement {
        let sql = SQLText(query, dialect: .sqlite)
        let statement = try connection.prepare(sql.text)
        try statement.bind(sql.parameters)
        return statement
    }

    private func report(version: Int, warnings: [String]) -> StoreReport {
        StoreReport(
            engine: "SQLite " + String(cString: sqlite3_libversion()), schemaVersion: version,
            expectedVersion: Migration.currentVersion, isWritable: file.isWritable,
            durability: settings.durability.sqliteReport,
            now: nil, warnings: warnings + [settings.durability.sqliteWarning].compactMap { $0 })
    }

    private static func nextRows(
        of statement: SQLiteStatement, _ query: Query, limit: Int
    ) throws -> [Row] {
        let types = query.columns.map { query.table.column($0)?.type ?? .text }
        var rows: [Row] = []
        while rows.count < limit, try statement.stepUnlessCancelled() {
            let values = types.enumerated().map { statement.value(Int32($0), as: $1) }
            rows.append(Row(columns: query.columns, values: values))
        }
        return rows
    }
}

extension SQLiteStatement {
    /// Goes to the next row; an interruption that a cancelled task asked for ends as cancellation.
    fileprivate func stepUnlessCancelled() throws -> Bool {
        do throws(StoreError) {
            return try step()
        } catch {
            if error.kind == .cancelled { try Task.checkCancellation() }
            throw error
        }
    }
}
