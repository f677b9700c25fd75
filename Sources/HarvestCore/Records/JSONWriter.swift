/// Small JSON documents for `metadata` and `payload` columns, written without a library.
package enum JSONWriter {
    /// A string with its quotes and escapes.
    package static func string(_ text: String) -> String {
        var out: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
            case 0..<0x20: out += Array(("\\u00" + Hexadecimal.text(of: [byte])).utf8)
            default: out.append(byte)
            }
        }
        out.append(UInt8(ascii: "\""))
        return String(decoding: out, as: UTF8.self)
    }

    /// An object; values are JSON text already, members keep their order.
    package static func object(_ members: [(name: String, value: String)]) -> String {
        "{" + members.map { string($0.name) + ":" + $0.value }.joined(separator: ",") + "}"
    }

    /// An array; values are JSON text already.
    package static func array(_ values: [String]) -> String { "[" + values.joined(separator: ",") + "]" }
}
