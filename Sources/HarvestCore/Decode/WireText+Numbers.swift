/// Numbers as texts: exactly or not at all.
extension WireText {
    /// Whole digits a decimal may have: below 10¹² shares nothing overflows.
    private static var mostWholeDigits: Int { 12 }

    /// The millionths of a decimal without sign or exponent; `nil` when it is none or has more than six
    /// decimals.
    var millionths: UInt64? {
        hasEscapes ? unescaped.withUnsafeBytes { Self.millionths($0) } : Self.millionths(bytes)
    }

    /// A time in milliseconds of at most 15 digits.
    var milliseconds: UInt64? {
        let digits = unescaped
        guard 1...15 ~= digits.count, digits.allSatisfy({ $0 &- 0x30 <= 9 }) else { return nil }
        return digits.reduce(0) { $0 * 10 + UInt64($1 - 0x30) }
    }

    private static func millionths(_ text: UnsafeRawBufferPointer) -> UInt64? {
        var value: UInt64 = 0
        var (whole, fraction) = (0, -1)
        for byte in text {
            if byte == UInt8(ascii: "."), fraction < 0, whole > 0 {
                fraction = 0
                continue
            }
            let digit = UInt64(byte &- 0x30)
            if digit > 9 { return nil }
            if fraction >= 6 {
                if digit != 0 { return nil }
            } else {
                value = value * 10 + digit
                if fraction < 0 { whole += 1 } else { fraction += 1 }
            }
            if whole > mostWholeDigits { return nil }
        }
        if whole == 0 || fraction == 0 { return nil }
        for _ in max(fraction, 0)..<6 { value *= 10 }
        return value
    }
}
