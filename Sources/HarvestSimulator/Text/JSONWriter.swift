internal import HarvestCore

/// Writes compact JSON whose keys stay in the order they were written in.
///
/// Servers of the venue are told apart by key order and by how numbers look, and book hashes depend on every
/// byte, so nothing here sorts, indents or reformats. The caller keeps brackets balanced.
struct JSONWriter {
    /// What was written so far.
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    init(reserving capacity: Int = 1_024) { bytes.reserveCapacity(capacity) }

    mutating func beginObject() { begin(UInt8(ascii: "{")) }

    mutating func beginArray() { begin(UInt8(ascii: "[")) }

    mutating func endObject() { end(UInt8(ascii: "}")) }

    mutating func endArray() { end(UInt8(ascii: "]")) }

    /// A key; keys are words of ours and hold nothing to escape.
    mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A key that is put together while writing.
    mutating func key(made name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Members that are the same in every answer, as they stand in it.
    mutating func constant(_ members: StaticString) {
        separate()
        bytes.append(
            contentsOf: UnsafeBufferPointer(start: members.utf8Start, count: members.utf8CodeUnitCount))
        needsComma = true
    }

    /// A value, or the rest of one, that is JSON already.
    mutating func raw(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    /// Text with a blank before it, unless it is the first of its array.
    mutating func string(afterBlank text: String) {
        if needsComma {
            separate()
            bytes.append(UInt8(ascii: " "))
            needsComma = false
        }
        string(text)
    }

    /// A value that is JSON already.
    mutating func raw(_ json: [UInt8]) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    /// Text: UTF-8 is kept as it is, only what JSON demands is escaped.
    mutating func string(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { append(escaping: $0) }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// Text whose bytes are UTF-8 already.
    mutating func string(_ text: [UInt8]) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        text.withUnsafeBufferPointer { append(escaping: $0) }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    private mutating func begin(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func end(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func append(escaping text: UnsafeBufferPointer<UInt8>) {
        let isPlain = text.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        guard !isPlain else { return bytes.append(contentsOf: text) }
        for byte in text { append(escaping: byte) }
    }

    private mutating func append(escaping byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): bytes.append(contentsOf: #"\""#.utf8)
        case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
        case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
        case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
        case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
        case 0..<0x20: bytes.append(contentsOf: (#"\u00"# + Hexadecimal.text(of: [byte])).utf8)
        default: bytes.append(byte)
        }
    }
}
