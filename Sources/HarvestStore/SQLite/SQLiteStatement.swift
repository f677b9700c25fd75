internal import CSQLite
package import HarvestCore

/// A compiled statement with its parameters and the row it stands on.
package final class SQLiteStatement {
    private let pointer: OpaquePointer
    /// Keeps the database open as long as the statement lives.
    private let connection: SQLiteConnection

    init(pointer: OpaquePointer, connection: SQLiteConnection) {
        self.pointer = pointer
        self.connection = connection
    }

    deinit { sqlite3_finalize(pointer) }

    /// Goes to the next row; false when there is none.
    package func step() throws(StoreError) -> Bool {
        switch attempt() {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw connection.error(code)
        }
    }

    /// Runs on and gives the extended result code, for callers that expect some errors.
    func attempt() -> Int32 { sqlite3_step(pointer) }

    /// Makes the statement ready to run again; its parameters stay.
    package func reset() { sqlite3_reset(pointer) }

    /// Binds the parameters from number 1.
    package func bind(_ values: some Collection<ColumnValue>) throws(StoreError) {
        var number: Int32 = 0
        for value in values {
            number += 1
            try bind(value, at: number)
        }
    }

    /// Binds one parameter.
    func bind(_ value: ColumnValue, at number: Int32) throws(StoreError) {
        let code =
            switch SQLiteValue(value) {
            case .null: sqlite3_bind_null(pointer, number)
            case .integer(let integer): sqlite3_bind_int64(pointer, number, integer)
            case .real(let real): sqlite3_bind_double(pointer, number, real)
            case .text(let text): bind(text, at: number)
            }
        guard code == SQLITE_OK else { throw connection.error(code) }
    }

    private func bind(_ text: String, at number: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            // SQLite copies the bytes: they are only lent here.
            bytes.withMemoryRebound(to: CChar.self) { characters in
                harvest_sqlite3_bind_text(pointer, number, characters.baseAddress, UInt64(bytes.count))
            }
        }
    }

    /// A column of the row as a whole number; `nil` for NULL.
    func integer(_ column: Int32) -> Int64? {
        sqlite3_column_type(pointer, column) == SQLITE_NULL ? nil : sqlite3_column_int64(pointer, column)
    }

    /// A column of the row as text; `nil` for NULL.
    func text(_ column: Int32) -> String? {
        guard let bytes = sqlite3_column_text(pointer, column) else { return nil }
        let length = Int(sqlite3_column_bytes(pointer, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: length), as: UTF8.self)
    }

    /// A column of the row as the table's type says; `.null` for a value that is of no use as that type,
    /// which only somebody else's SQL can have written.
    func value(_ column: Int32, as type: ColumnType) -> ColumnValue {
        let stored: SQLiteValue
        switch sqlite3_column_type(pointer, column) {
        case SQLITE_INTEGER: stored = .integer(sqlite3_column_int64(pointer, column))
        case SQLITE_FLOAT: stored = .real(sqlite3_column_double(pointer, column))
        case SQLITE_NULL: return .null
        default: stored = .text(text(column) ?? "")
        }
        return stored.columnValue(as: type)
    }
}
