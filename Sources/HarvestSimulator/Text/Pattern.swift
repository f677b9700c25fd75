/// Text with `{names}` in it. The standard library's `replacing` is too slow for a hundred thousand of them.
enum Pattern {
    /// The text with each `{name}` replaced by its value; unknown names vanish.
    static func filled(_ pattern: String, _ values: [(name: String, value: String)]) -> String {
        guard pattern.utf8.contains(UInt8(ascii: "{")) else { return pattern }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(pattern.utf8.count + 64)
        var rest = Array(pattern.utf8)[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "{")),
            let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
        {
            bytes += rest[..<open]
            let name = rest[(open + 1)..<close]
            if let found = values.first(where: { $0.name.utf8.elementsEqual(name) }) {
                bytes += found.value.utf8
            }
            rest = rest[(close + 1)...]
        }
        return String(decoding: bytes + rest, as: UTF8.self)
    }

    /// The text with every occurrence of one ASCII letter replaced by a text.
    static func replaced(_ letter: Unicode.Scalar, in text: String, with value: String) -> String {
        guard text.utf8.contains(UInt8(ascii: letter)) else { return text }
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte == UInt8(ascii: letter) { bytes += value.utf8 } else { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
