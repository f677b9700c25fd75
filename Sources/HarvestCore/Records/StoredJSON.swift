/// What text must be to go into a JSON column of any store.
///
/// One document as `JSONParser` takes it and, because PostgreSQL's `jsonb` turns its numbers and text into
/// values, without U+0000 and without exponents of more than four digits.
package enum StoredJSON {
    /// Whether a JSON column can hold the text.
    package static func isDocument(_ text: String) -> Bool { tape(of: text) != nil }

    /// The keys of the object that the text is; `nil` when it is none.
    package static func keys(ofObject text: String) -> [String]? {
        guard let (tape, bytes) = tape(of: text), tape[0].kind == .object else { return nil }
        var keys: [String] = []
        var next = 1
        while next < Int(tape[0].next) {
            keys.append(JSONText.string(of: tape[next], in: bytes))
            next = Int(tape[next + 1].next)
        }
        return keys
    }

    private static func tape(of text: String) -> (tape: [JSONTapeEntry], bytes: [UInt8])? {
        var parser = JSONParser(bytes: Array(text.utf8), limits: .standard)
        // Which problem it is does not matter here: the row is refused as malformed and kept.
        guard (try? parser.parse()) != nil else { return nil }
        let bytes = parser.bytes
        return parser.tape.allSatisfy { isStorable($0, in: bytes) } ? (parser.tape, bytes) : nil
    }

    private static func isStorable(_ entry: JSONTapeEntry, in bytes: [UInt8]) -> Bool {
        let source = bytes[Int(entry.start)..<Int(entry.end)]
        switch entry.kind {
        case .string: return !entry.hasEscapes || !JSONText.unescaped(source).contains(0)
        case .number:
            guard let mark = source.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else { return true }
            return source[(mark + 1)...].count { (0x30...0x39).contains($0) } <= 4
        default: return true
        }
    }
}
