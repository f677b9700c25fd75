/// Decimals as the wire may write them, read the slow way: what the fast ways are compared with.
public enum PlainDecimal {
    /// The millionths of 1 to 12 whole digits and perhaps a point and digits, zeros alone after the sixth;
    /// 400 bytes at most.
    public static func millionths(_ text: String) -> UInt64? {
        guard text.utf8.count <= 400 else { return nil }
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard 1...2 ~= parts.count, parts.allSatisfy({ $0.allSatisfy(isDigit) }), 1...12 ~= parts[0].count
        else { return nil }
        var fraction: [UInt8] = []
        if parts.count == 2 {
            guard !parts[1].isEmpty, parts[1].dropFirst(6).allSatisfy({ $0 == UInt8(ascii: "0") }) else {
                return nil
            }
            fraction = Array(parts[1].prefix(6))
        }
        fraction += Array(repeating: UInt8(ascii: "0"), count: 6 - fraction.count)
        return (Array(parts[0]) + fraction).reduce(0) { $0 * 10 + UInt64($1 - UInt8(ascii: "0")) }
    }

    /// A time of 1 to 15 digits.
    public static func milliseconds(_ text: String) -> UInt64? {
        guard 1...15 ~= text.utf8.count, text.utf8.allSatisfy(isDigit) else { return nil }
        return UInt64(text)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
}
