internal import CSQLite

/// Owns one open SQLite database and closes it when released.
///
/// Apart from `interrupt`, only the connection that holds it uses the pointer, on its own thread.
final class SQLiteHandle: @unchecked Sendable {
    // Proof for @unchecked: the pointer never changes. The one call made from other threads is
    // sqlite3_interrupt, which SQLite allows from any thread while the database is open, and whoever calls it
    // holds a reference to this object.
    let pointer: OpaquePointer

    init(pointer: OpaquePointer) { self.pointer = pointer }

    deinit {
        // _v2 waits for statements that are still to be finalised.
        sqlite3_close_v2(pointer)
    }

    /// Makes the statement that runs now fail with SQLITE_INTERRUPT.
    func interrupt() { sqlite3_interrupt(pointer) }
}
