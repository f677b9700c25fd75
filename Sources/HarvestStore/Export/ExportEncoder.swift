package import HarvestCore

/// Rows as bytes of one format: exact decimals, moments in RFC 3339 with `Z`, JSON columns as JSON.
package struct ExportEncoder {
    private let columns: [Column]
    private let format: ExportFormat
    private let isCSVSafe: Bool
    private(set) var rowCount = 0

    /// Prepares to write rows of a table; `isCSVSafe` keeps
    /// spreadsheets from running what looks like a formula.
    package init(table: TableSchema, format: ExportFormat, isCSVSafe: Bool) {
        columns = table.columns
        self.format = format
        self.isCSVSafe = isCSVSafe
    }

    /// What stands before the first row.
    func head() -> [UInt8] {
        switch format {
        case .csv: Array(columns.map(\.name).joined(separator: ",").utf8) + Self.lineEnd
        case .json: [UInt8(ascii: "[")]
        case .ndjson: []
        }
    }

    /// What stands after the last row.
    func tail() -> [UInt8] {
        guard format == .json else { return [] }
        return Array((rowCount == 0 ? "]\n" : "\n]\n").utf8)
    }

    /// Appends one row, whose values are in the order of the table's columns.
    package mutating func append(_ row: Row, to bytes: inout [UInt8]) {
        switch format {
        case .csv: appendCSV(row, to: &bytes)
        case .json:
            bytes += (rowCount == 0 ? "\n" : ",\n").utf8
            appendObject(row, to: &bytes)
        case .ndjson:
            appendObject(row, to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        rowCount += 1
    }

    private static let lineEnd: [UInt8] = [0x0D, 0x0A]

    private func appendObject(_ row: Row, to bytes: inout [UInt8]) {
        var separator = UInt8(ascii: "{")
        for (column, value) in zip(columns, row.values) {
            bytes.append(separator)
            separator = UInt8(ascii: ",")
            ColumnValue.appendJSON(column.name, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            value.appendJSON(to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private func appendCSV(_ row: Row, to bytes: inout [UInt8]) {
        for (index, value) in row.values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            switch value {
            case .null: break
            case .text(let text), .json(let text), .uuid(let text): appendField(text, to: &bytes)
            case .boolean(let truth): bytes += (truth ? "true" : "false").utf8
            case .integer(let number): bytes += String(number).utf8
            case .decimal(let millionths): bytes += DecimalText.text(millionths: millionths).utf8
            case .timestamp(let moment): bytes += moment.description.utf8
            case .date(let day): bytes += day.description.utf8
            }
        }
        bytes += Self.lineEnd
    }

    private func appendField(_ text: String, to bytes: inout [UInt8]) {
        var field = Array(text.utf8)
        // A spreadsheet runs what begins like a formula (CWE-1236); an apostrophe makes it text.
        if isCSVSafe, let first = field.first, "=+-@\t\r".utf8.contains(first) {
            field.insert(UInt8(ascii: "'"), at: 0)
        }
        guard field.isEmpty || field.contains(where: Self.needsQuotes) else { return bytes += field }
        bytes.append(0x22)
        for byte in field {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: ","), 0x0D, 0x0A: true
        default: false
        }
    }
}
