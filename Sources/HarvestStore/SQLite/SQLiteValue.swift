internal import HarvestCore

/// A value as SQLite keeps it, and the way from and to the values of a row.
///
/// Truth values are 0 and 1, moments microseconds since 1970, days ISO text (`2026-04-10`, which sorts by
/// time and which people can read in the sqlite3 shell), JSON documents and UUIDs text, decimals REAL.
enum SQLiteValue: Hashable {
    /// NULL.
    case null
    /// INTEGER.
    case integer(Int64)
    /// REAL.
    case real(Double)
    /// TEXT.
    case text(String)

    init(_ value: ColumnValue) {
        switch value {
        case .null: self = .null
        case .text(let text), .json(let text), .uuid(let text): self = .text(text)
        case .boolean(let truth): self = .integer(truth ? 1 : 0)
        case .integer(let number): self = .integer(number)
        case .decimal(let millionths): self = .real(Self.real(millionths: millionths))
        case .timestamp(let moment): self = .integer(moment.microseconds)
        case .date(let day): self = .text(day.description)
        }
    }

    /// The value as a column of this type holds it; `.null` when it is none.
    func columnValue(as type: ColumnType) -> ColumnValue {
        switch (self, type) {
        case (.text(let text), .text): .text(text)
        case (.text(let text), .json): .json(text)
        case (.text(let text), .uuid): .uuid(text)
        case (.text(let text), .date): Timestamp(parsing: text).map { .date($0.day) } ?? .null
        case (.integer(let number), .boolean): .boolean(number != 0)
        case (.integer(let number), .integer), (.integer(let number), .bigint),
            (.integer(let number), .serial):
            .integer(number)
        case (.integer(let number), .timestamp): .timestamp(Timestamp(microseconds: number))
        case (.real(let real), .decimal): Self.millionths(real).map { .decimal(millionths: $0) } ?? .null
        default: .null
        }
    }

    /// Whether a decimal has at most 15 significant digits: so many survive the way to a REAL and back.
    static func isExact(millionths: Int64) -> Bool {
        var magnitude = millionths.magnitude
        guard magnitude >= 1_000_000_000_000_000 else { return true }
        while magnitude.isMultiple(of: 10) { magnitude /= 10 }
        return magnitude < 1_000_000_000_000_000
    }

    /// The nearest REAL. One division of two exact numbers rounds once, and so correctly, below 2^53
    /// millionths; above, the shortest decimal text is the value's own.
    static func real(millionths: Int64) -> Double {
        if millionths.magnitude < 1 << 53 { return Double(millionths) / 1_000_000 }
        return Double(DecimalText.text(millionths: millionths)) ?? Double(millionths) / 1_000_000
    }

    /// The decimal of at most 15 significant digits that a REAL stands for; `nil` when it is out of range.
    static func millionths(_ real: Double) -> Int64? {
        let scaled = (real * 1_000_000).rounded()
        // Up to here both roundings together move the value by less than half a millionth.
        if scaled.magnitude < Double(1 << 51) { return Int64(scaled) }
        return DecimalText.millionths(of: real.description.utf8)?.millionths
    }
}
