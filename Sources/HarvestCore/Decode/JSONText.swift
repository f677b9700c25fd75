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
        var rest = inside
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
                text.append(byte)
                continue
            }
            switch escape {
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "u"): text += utf8(takingFrom: &rest)
            default: text.append(escape)
            }
        }
        return text
    }

    private static func utf8(takingFrom rest: inout ArraySlice<UInt8>) -> [UInt8] {
        var units = [takeUnit(from: &rest)]
        if UTF16.isLeadSurrogate(units[0]) {
            rest.removeFirst(2)
            units.append(takeUnit(from: &rest))
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    private static func takeUnit(from rest: inout ArraySlice<UInt8>) -> UInt16 {
        let digits = rest.prefix(4)
        rest = rest.dropFirst(4)
        return digits.reduce(0) { $0 << 4 | (hexadecimalDigit($1) ?? 0) }
    }
}
