internal import CLibpq
internal import HarvestCore

/// The server's answer to one statement, and the memory libpq keeps it in.
final class PostgresResult {
    private let pointer: OpaquePointer

    /// Takes over a result of libpq.
    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { PQclear(pointer) }

    /// The number of rows.
    var count: Int { Int(PQntuples(pointer)) }

    /// Whether the server now waits for COPY data.
    var isCopy: Bool { PQresultStatus(pointer) == PGRES_COPY_IN }

    /// Names of the columns.
    var columns: [String] {
        (0..<PQnfields(pointer)).map { index in PQfname(pointer, index).map { String(cString: $0) } ?? "" }
    }

    /// The value of a cell. Throws `PostgresFault` for what no `ColumnValue` can hold.
    func value(_ row: Int, _ column: Int) throws -> ColumnValue {
        let (row, column) = (Int32(row), Int32(column))
        guard PQgetisnull(pointer, row, column) == 0, let start = PQgetvalue(pointer, row, column) else {
            return .null
        }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(pointer, row, column)))
        let type = PQftype(pointer, column)
        guard let value = PostgresDecoder.value(bytes, type: type) else {
            let name = PQfname(pointer, column).map { String(cString: $0) } ?? "?"
            throw PostgresFault(
                sqlState: "22003", message: "column \(name) holds a value of type \(type) we cannot keep")
        }
        return value
    }

    /// All rows with their names.
    func rows() throws -> [Row] {
        let names = columns
        return try (0..<count).map { row in
            Row(columns: names, values: try names.indices.map { try value(row, $0) })
        }
    }

    /// What the server complains about, if it does.
    func fault(cleaning clean: (String) -> String) -> PostgresFault? {
        switch PQresultStatus(pointer) {
        case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_NONFATAL_ERROR: break
        default: return nil
        }
        let said = field("M") ?? String(cString: PQresultErrorMessage(pointer))
        let detail = field("D").map { ": " + $0 } ?? ""
        return PostgresFault(
            sqlState: field("C"), message: clean(said + detail), constraint: field("n"), column: field("c"))
    }

    /// A field of the complaint by its letter in the protocol.
    private func field(_ letter: Unicode.Scalar) -> String? {
        PQresultErrorField(pointer, Int32(letter.value)).map { String(cString: $0) }
    }
}
