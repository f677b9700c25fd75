/// Base64 of short texts, in the two alphabets the venue uses for cursors.
enum Base64Text {
    /// Standard alphabet with padding: CLOB's `MTAwMA==`.
    static func encoded(_ bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits = 0
            for offset in 0..<3 { bits = bits << 8 | (offset < group.count ? Int(group[start + offset]) : 0) }
            for offset in 0..<4 {
                text.append(offset <= group.count ? alphabet[bits >> (18 - 6 * offset) & 63] : "=")
            }
        }
        return text
    }

    /// The URL's alphabet without padding: Gamma's cursors.
    static func webEncoded(_ bytes: some Sequence<UInt8>) -> String {
        String(encoded(bytes).map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }.filter { $0 != "=" })
    }

    /// Reads either alphabet, with or without padding; `nil` for anything else.
    static func decoded(_ text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (bits, count) = (0, 0)
        for character in text where character != "=" {
            let standard: Character = character == "-" ? "+" : character == "_" ? "/" : character
            guard let value = alphabet.firstIndex(of: standard) else { return nil }
            (bits, count) = (bits << 6 | value, count + 6)
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(bits >> count & 255))
            bits &= (1 << count) - 1
        }
        return bytes
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
}
