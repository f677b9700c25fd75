/// Goes through the bytes of ``RowText``; answers `nil` for whatever it cannot read.
struct RowTextReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    /// A number with its semicolon.
    mutating func number() -> Int64? {
        guard let end = bytes[position...].prefix(21).firstIndex(of: UInt8(ascii: ";")) else { return nil }
        defer { position = end + 1 }
        return Int64(String(decoding: bytes[position..<end], as: UTF8.self))
    }

    /// Text with its length in front.
    mutating func text() -> String? {
        guard let length = number(), length >= 0, length <= Int64(bytes.count - position) else { return nil }
        defer { position += Int(length) }
        return String(validating: bytes[position..<position + Int(length)], as: UTF8.self)
    }

    /// A value with its letter.
    mutating func value() -> ColumnValue? {
        guard position < bytes.count else { return nil }
        let letter = bytes[position]
        position += 1
        switch letter {
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "t"): return text().map(ColumnValue.text)
        case UInt8(ascii: "j"): return text().map(ColumnValue.json)
        case UInt8(ascii: "u"): return text().map(ColumnValue.uuid)
        default: return number().flatMap { Self.value(letter, $0) }
        }
    }

    private static func value(_ letter: UInt8, _ number: Int64) -> ColumnValue? {
        switch letter {
        case UInt8(ascii: "b"): .boolean(number != 0)
        case UInt8(ascii: "i"): .integer(number)
        case UInt8(ascii: "d"): .decimal(millionths: number)
        case UInt8(ascii: "m"): .timestamp(Timestamp(microseconds: number))
        case UInt8(ascii: "y"): Int(exactly: number).map { .date(CivilDate(daysSince1970: $0)) }
        default: nil
        }
    }
}
