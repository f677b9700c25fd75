/// Reading the inside of quoted text that the parser has already found valid.
enum JSONText {
    /// The text between the quotes of an entry.
    static func string(of entry: JSONTapeEntry, in bytes: [UInt8]) -> String {
        let inside = bytes[Int(entry.start) + 1..<Int(entry.end) - 1]
        guard entry.hasEscapes else { return String(decoding: inside, as: UTF8.self) }
        return String(decoding: unescaped(inside), as: UTF8.self)
    }

    /// Value of a hexadecimal digit.
    static func hexadecimalDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// UTF-8 with all escapes replaced by what they stand for.
    static func unescaped(_ inside: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(inside.count)
        var place = inside.startIndex
        while place < inside.endIndex {
            guard inside[place] == UInt8(ascii: "\\") else {
                text.append(inside[place])
                place += 1
                continue
            }
            let escape = inside[place + 1]
            place += 2
            switch escape {
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "u"): append(takeScalar(inside, &place), to: &text)
            default: text.append(escape)
            }
        }
        return text
    }

    /// The code point of an escape whose digits start at `place`, with the second half of a surrogate pair.
    private static func takeScalar(_ inside: ArraySlice<UInt8>, _ place: inout Int) -> UInt32 {
        let first = takeUnit(inside, &place)
        guard (0xD800...0xDBFF).contains(first) else { return first }
        place += 2
        return 0x1_0000 + (first - 0xD800) << 10 + (takeUnit(inside, &place) - 0xDC00)
    }

    private static func takeUnit(_ inside: ArraySlice<UInt8>, _ place: inout Int) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            unit = unit << 4 | UInt32(hexadecimalDigit(inside[place]) ?? 0)
            place += 1
        }
        return unit
    }

    private static func append(_ scalar: UInt32, to text: inout [UInt8]) {
        switch scalar {
        case 0..<0x80: text.append(UInt8(scalar))
        case 0x80..<0x800:
            text.append(0xC0 | UInt8(scalar >> 6))
            text.append(0x80 | UInt8(scalar & 0x3F))
        case 0x800..<0x1_0000:
            text.append(0xE0 | UInt8(scalar >> 12))
            text.append(0x80 | UInt8(scalar >> 6 & 0x3F))
            text.append(0x80 | UInt8(scalar & 0x3F))
        default:
            text.append(0xF0 | UInt8(scalar >> 18))
            text.append(0x80 | UInt8(scalar >> 12 & 0x3F))
            text.append(0x80 | UInt8(scalar >> 6 & 0x3F))
            text.append(0x80 | UInt8(scalar & 0x3F))
        }
    }
}
