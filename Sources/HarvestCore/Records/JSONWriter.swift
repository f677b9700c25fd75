/// Small JSON documents and strings, written without a library: the one place that escapes text for JSON.
package enum JSONWriter {
    /// A string with its quotes and escapes.
    package static func string(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A string for terminals: what could move a cursor is escaped too, and U+2028 and U+2029, which some
    /// readers take for line breaks.
    package static func visibleString(_ text: String) -> String {
        var bytes: [UInt8] = [0x22]
        for scalar in text.unicodeScalars { append(visible: scalar, to: &bytes) }
        bytes.append(0x22)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends a string with its quotes and escapes.
    package static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(0x22)
        for byte in text.utf8 { append(byte, to: &bytes) }
        bytes.append(0x22)
    }

    /// An object; values are JSON text already, members keep their order.
    package static func object(_ members: [(name: String, value: String)]) -> String {
        "{" + members.map { string($0.name) + ":" + $0.value }.joined(separator: ",") + "}"
    }

    /// An array; values are JSON text already.
    package static func array(_ values: [String]) -> String { "[" + values.joined(separator: ",") + "]" }

    private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case 0x22, 0x5C: bytes += [0x5C, byte]
        case 0x0A: bytes += [0x5C, UInt8(ascii: "n")]
        case 0x0D: bytes += [0x5C, UInt8(ascii: "r")]
        case 0x09: bytes += [0x5C, UInt8(ascii: "t")]
        case 0..<0x20: bytes += ("\\u00" + Hexadecimal.text(of: CollectionOfOne(byte))).utf8
        default: bytes.append(byte)
        }
    }

    private static func append(visible scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        switch scalar.value {
        case 0x7F...0x9F, 0x2028, 0x2029:
            let pair = [UInt8(scalar.value >> 8), UInt8(scalar.value & 0xFF)]
            bytes += ("\\u" + Hexadecimal.text(of: pair)).utf8
        default:
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte, to: &bytes) }
        }
    }
}
