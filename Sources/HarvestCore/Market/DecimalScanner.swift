/// One pass over decimal text: sign, digits, fraction, exponent, then the value in millionths.
struct DecimalScanner {
    private let bytes: [UInt8]
    private var position = 0
    private var digits: [UInt8] = []

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func scan() -> (millionths: Int64, isExact: Bool)? {
        let isNegative = take(UInt8(ascii: "-"))
        guard takeDigits() else { return nil }
        var pointPosition = digits.count
        if take(UInt8(ascii: ".")), !takeDigits() { return nil }
        guard let exponent = takeExponent(), position == bytes.count else { return nil }
        pointPosition += exponent
        guard let (magnitude, isExact) = scaled(keeping: pointPosition + DecimalText.scale) else {
            return nil
        }
        return (isNegative ? -magnitude : magnitude, isExact)
    }

    private mutating func take(_ wanted: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == wanted else { return false }
        position += 1
        return true
    }

    private mutating func takeDigits() -> Bool {
        let start = position
        while position < bytes.count, bytes[position] &- 0x30 <= 9 {
            digits.append(bytes[position] &- 0x30)
            position += 1
        }
        return position > start
    }

    /// The exponent, zero when there is none, `nil` when it is malformed or absurd.
    private mutating func takeExponent() -> Int? {
        guard take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) else { return 0 }
        let isNegative = take(UInt8(ascii: "-"))
        if !isNegative { _ = take(UInt8(ascii: "+")) }
        let start = position
        var value = 0
        while position < bytes.count, bytes[position] &- 0x30 <= 9, position - start < 4 {
            value = value * 10 + Int(bytes[position] &- 0x30)
            position += 1
        }
        guard position > start else { return nil }
        return isNegative ? -value : value
    }

    /// The first `count` digits as an integer, rounded half away from zero by what follows them.
    private func scaled(keeping count: Int) -> (Int64, Bool)? {
        var value: Int64 = 0
        for index in 0..<max(count, 0) {
            let digit = index < digits.count ? Int64(digits[index]) : 0
            if value == 0, digit == 0 {
                if index >= digits.count { break }
                continue
            }
            let (product, overflowed) = value.multipliedReportingOverflow(by: 10)
            let (sum, carried) = product.addingReportingOverflow(digit)
            guard !overflowed, !carried else { return nil }
            value = sum
        }
        let dropped = digits.dropFirst(max(count, 0))
        let isExact = dropped.allSatisfy { $0 == 0 }
        guard count >= 0, let first = dropped.first, first >= 5 else { return (value, isExact) }
        guard value < Int64.max else { return nil }
        return (value + 1, isExact)
    }
}
