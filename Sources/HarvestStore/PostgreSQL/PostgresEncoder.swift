package import HarvestCore

/// Writes values in the server's binary form, for parameters and for COPY.
///
/// Values must fit their columns; `PostgresRowCheck` sees to that before. Decimals go from millionths to the
/// server's base-10000 digits by integer arithmetic alone.
package struct PostgresEncoder {
    /// What has been written so far.
    package private(set) var bytes: [UInt8] = []

    /// Starts with nothing written.
    package init() {}

    /// The first bytes of binary COPY data: signature, no flags, no extension.
    package mutating func appendHeader() {
        bytes += Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00]
        append(Int32(0))
        append(Int32(0))
    }

    /// The last bytes of binary COPY data.
    package mutating func appendTrailer() { append(Int16(-1)) }

    /// A row: its number within the staging table, then its values.
    package mutating func appendRow(
        number: Int32, round: Int32, _ values: ArraySlice<ColumnValue>, as columns: [Column]
    ) {
        append(Int16(values.count + 2))
        append(Int32(4))
        append(number)
        append(Int32(4))
        append(round)
        for (value, column) in zip(values, columns) { append(field: value, as: column.type) }
    }

    /// Forgets what was written and keeps the memory.
    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// A value with its length before it; -1 stands for a missing one.
    private mutating func append(field value: ColumnValue, as type: ColumnType) {
        if case .null = value { return append(Int32(-1)) }
        let start = bytes.count
        append(Int32(0))
        append(value, as: type)
        let length = UInt32(bytes.count - start - 4)
        for index in 0..<4 { bytes[start + index] = UInt8(truncatingIfNeeded: length >> (24 - 8 * index)) }
    }

    /// A value alone, without its length.
    mutating func append(_ value: ColumnValue, as type: ColumnType) {
        switch value {
        case .null: break
        case .text(let text): bytes += text.utf8
        case .boolean(let isTrue): bytes.append(isTrue ? 1 : 0)
        case .integer(let number):
            if case .integer = type { append(Int32(truncatingIfNeeded: number)) } else { append(number) }
        case .decimal(let millionths): append(millionths: millionths)
        case .timestamp(let moment): append(moment.microseconds &- PostgresType.epochMicroseconds)
        case .date(let day): append(Int32(truncatingIfNeeded: day.daysSince1970 - PostgresType.epochDays))
        case .json(let text):
            bytes.append(1)
            bytes += text.utf8
        case .uuid(let text): append(hexadecimal: text)
        }
    }

    private mutating func append(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// `numeric`: count of digits, weight of the first, sign, decimals shown, digits of base 10,000.
    private mutating func append(millionths: Int64) {
        let (whole, fraction) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        var digits = [fraction * 100 % 10_000, fraction / 100]
        var rest = whole
        while rest > 0 {
            digits.append(rest % 10_000)
            rest /= 10_000
        }
        // The list runs from the least digit; its third place is worth 10,000⁰.
        while digits.last == 0 { digits.removeLast() }
        let weight = digits.count - 3
        let zeros = digits.prefix { $0 == 0 }.count
        append(Int16(digits.count - zeros))
        append(Int16(digits.isEmpty ? 0 : weight))
        append(Int16(bitPattern: millionths < 0 ? 0x4000 : 0))
        append(Int16(6))
        for digit in digits.dropFirst(zeros).reversed() { append(Int16(digit)) }
    }

    /// Sixteen bytes of a UUID's text.
    private mutating func append(hexadecimal text: String) {
        let digits = text.utf8.compactMap { Self.digit($0) }
        for index in stride(from: 0, to: digits.count - 1, by: 2) {
            bytes.append(digits[index] << 4 | digits[index + 1])
        }
    }

    /// The value of a hexadecimal digit.
    static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x61...0x66: byte - 0x57
        case 0x41...0x46: byte - 0x37
        default: nil
        }
    }
}
