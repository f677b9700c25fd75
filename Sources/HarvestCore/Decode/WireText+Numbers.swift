/// Numbers as texts: exactly or not at all.
extension WireText {
    /// Whole digits a decimal may have: below 10¹² shares nothing overflows.
    private static var mostWholeDigits: Int { 12 }
    /// Bytes a number may have: as many as plain values take, so that all readers refuse the same texts.
    private static var mostBytes: Int { DecimalText.maximumLength }

    /// The millionths of a decimal without sign or exponent; `nil` when it is none, has more than six
    /// decimals before its last zeros, or more than 400 bytes.
    var millionths: UInt64? {
        withPlainBytes { Self.millionths($0) } ?? nil
    }

    /// A time in milliseconds of at most 15 digits.
    var milliseconds: UInt64? {
        let value: UInt64?? = withPlainBytes { digits in
            guard 1...15 ~= digits.count, digits.allSatisfy({ $0 &- 0x30 <= 9 }) else { return nil }
            return digits.reduce(0) { $0 * 10 + UInt64($1 - 0x30) }
        }
        return value ?? nil
    }

    /// Lends the bytes with escapes undone, without allocating; `nil` for what cannot be a number: an escape
    /// of anything but a code below 128, or more bytes than any number needs.
    private func withPlainBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
        guard hasEscapes else { return body(bytes) }
        guard bytes.count <= 6 * Self.mostBytes else { return nil }
        return withUnsafeTemporaryAllocation(byteCount: bytes.count, alignment: 1) { plain in
            var (place, count) = (0, 0)
            while place < bytes.count {
                var byte = bytes[place]
                place += 1
                if byte == UInt8(ascii: "\\") {
                    guard let code = Self.escapedCode(in: bytes[place...].prefix(5)) else { return nil }
                    byte = code
                    place += 5
                }
                plain[count] = byte
                count += 1
            }
            return body(UnsafeRawBufferPointer(rebasing: plain[..<count]))
        }
    }

    /// The code below 128 that an escape such as `u0031` stands for.
    private static func escapedCode(in escape: Slice<UnsafeRawBufferPointer>) -> UInt8? {
        guard escape.count == 5, escape.first == UInt8(ascii: "u") else { return nil }
        var code: UInt16 = 0
        for digit in escape.dropFirst() {
            guard let value = JSONText.hexadecimalDigit(digit) else { return nil }
            code = code << 4 | value
        }
        return code < 128 ? UInt8(code) : nil
    }

    private static func millionths(_ text: UnsafeRawBufferPointer) -> UInt64? {
        guard text.count <= mostBytes else { return nil }
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
