internal import CSQLite
internal import HarvestCore

/// One connection to a SQLite database, used on one thread at a time.
///
/// It opens, runs and translates errors; it knows nothing of our tables.
package final class SQLiteConnection {
    /// How a connection is opened.
    package enum Mode {
        /// For one statement after the other that change rows.
        case writing
        /// For queries; never creates or changes the file, but keeps SQLite's two helpers beside it.
        case reading
        /// For a look at a file that nobody writes: leaves nothing behind, not even a helper.
        case looking
    }

    let handle: SQLiteHandle
    /// The store for messages.
    let label: String
    private let settings: SQLiteSettings

    /// Opens the file, which must exist.
    package init(path: String, mode: Mode, label: String, settings: SQLiteSettings) throws(StoreError) {
        var pointer: OpaquePointer?
        let access = mode == .writing ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY
        let (name, form) =
            mode == .looking ? (SQLiteFile.immutableAddress(of: path), SQLITE_OPEN_URI) : (path, 0)
        // One thread uses the connection, so SQLite's own mutexes are left out.
        let code = sqlite3_open_v2(
            name, &pointer, access | form | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard let pointer else { throw .exhausted("memory", cause: nil) }
        handle = SQLiteHandle(pointer: pointer)
        self.label = label
        self.settings = settings
        guard code == SQLITE_OK else { throw error(code) }
        sqlite3_busy_timeout(pointer, Int32(clamping: settings.busyTimeout.milliseconds))
        try execute("PRAGMA cache_size = -\(settings.pageCacheSize)")
        try execute("PRAGMA trusted_schema = OFF")
    }

    /// Compiles a statement. Such that are kept for long are told so, for SQLite's allocator.
    package func prepare(_ sql: String, isKept: Bool = false) throws(StoreError) -> SQLiteStatement {
        var statement: OpaquePointer?
        let flags = isKept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
        let code = sqlite3_prepare_v3(handle.pointer, sql, -1, flags, &statement, nil)
        guard code == SQLITE_OK, let statement else { throw error(code) }
        return SQLiteStatement(pointer: statement, connection: self)
    }

    /// Runs one or more statements without parameters and drops their rows.
    package func execute(_ sql: String) throws(StoreError) {
        let code = sqlite3_exec(handle.pointer, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code) }
    }

    /// The first column of the first row as a whole number.
    package func integer(_ sql: String) throws(StoreError) -> Int? {
        let statement = try prepare(sql)
        return try statement.step() ? statement.integer(0).map { Int($0) } : nil
    }

    /// The first column of the first row as text.
    func text(_ sql: String) throws(StoreError) -> String? {
        let statement = try prepare(sql)
        return try statement.step() ? statement.text(0) : nil
    }

    /// Runs `body` as one transaction that holds the writer's lock from its start; undone when it throws.
    func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        try execute("BEGIN IMMEDIATE")
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    /// Ends the transaction that is open, if one is.
    func rollBack() {
        guard sqlite3_get_autocommit(handle.pointer) == 0 else { return }
        // Closing the connection undoes what this could not, and the first error says more than a second.
        try? execute("ROLLBACK")
    }

    /// The number of rows that the last statement changed.
    var changes: Int { Int(sqlite3_changes64(handle.pointer)) }

    /// Row number that the last insert gave; see `forgetLastInsert`.
    var lastInsert: Int64 { sqlite3_last_insert_rowid(handle.pointer) }

    /// Sets `lastInsert` to zero, which no insert gives, so that an insert can be told from an update.
    func forgetLastInsert() { sqlite3_set_last_insert_rowid(handle.pointer, 0) }

    /// The error that belongs to a result code of the last call.
    func error(_ code: Int32) -> StoreError {
        .sqlite(
            code, errno: sqlite3_system_errno(handle.pointer),
            detail: String(cString: sqlite3_errmsg(handle.pointer)), store: label,
            busyTimeout: settings.busyTimeout)
    }
}
