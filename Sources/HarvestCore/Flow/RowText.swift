/// Rows as bytes for the journal, exact and without a schema.
///
/// A list of column names, then the values: each value a letter for its type, then text with its length in
/// front, or a number with a semicolon behind. It is made to be read back here alone.
struct RowText {
    /// The bytes that say which columns follow.
    static func header(_ columns: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        append(number: Int64(columns.count), to: &bytes)
        for column in columns { append(text: column, to: &bytes) }
        return bytes
    }

    /// Adds rows of these columns.
    static func append(_ rows: [Row], to bytes: inout [UInt8]) {
        for row in rows {
            for value in row.values { append(value, to: &bytes) }
        }
    }

    private let columns: [String]
    private var reader: RowTextReader

    /// Begins to read bytes that `header` and `append` made.
    init(_ bytes: [UInt8]) throws {
        reader = RowTextReader(bytes)
        guard let count = reader.number(), count > 0, count <= 1_000 else { throw Self.unreadable }
        var columns: [String] = []
        for _ in 0..<count {
            guard let name = reader.text() else { throw Self.unreadable }
            columns.append(name)
        }
        self.columns = columns
    }

    /// The next rows, up to `limit`; `nil` at the end.
    mutating func next(_ limit: Int) throws -> [Row]? {
        var rows: [Row] = []
        while rows.count < limit, !reader.isAtEnd {
            var values: [ColumnValue] = []
            for _ in columns {
                guard let value = reader.value() else { throw Self.unreadable }
                values.append(value)
            }
            rows.append(Row(columns: columns, values: values))
        }
        return rows.isEmpty ? nil : rows
    }

    private static var unreadable: EngineError { .diverged("the rows of a record cannot be read") }

    private static func append(_ value: ColumnValue, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes.append(UInt8(ascii: "n"))
        case .text(let text): append("t", text, to: &bytes)
        case .json(let text): append("j", text, to: &bytes)
        case .uuid(let text): append("u", text, to: &bytes)
        case .boolean(let value): append("b", value ? 1 : 0, to: &bytes)
        case .integer(let value): append("i", value, to: &bytes)
        case .decimal(let millionths): append("d", millionths, to: &bytes)
        case .timestamp(let moment): append("m", moment.microseconds, to: &bytes)
        case .date(let day): append("y", Int64(day.daysSince1970), to: &bytes)
        }
    }

    private static func append(_ letter: Unicode.Scalar, _ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: letter))
        append(text: text, to: &bytes)
    }

    private static func append(_ letter: Unicode.Scalar, _ number: Int64, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: letter))
        append(number: number, to: &bytes)
    }

    private static func append(text: String, to bytes: inout [UInt8]) {
        append(number: Int64(text.utf8.count), to: &bytes)
        bytes += text.utf8
    }

    private static func append(number: Int64, to bytes: inout [UInt8]) {
        bytes += String(number).utf8
        bytes.append(UInt8(ascii: ";"))
    }
}
