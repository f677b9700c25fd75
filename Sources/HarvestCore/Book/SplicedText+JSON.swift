extension SplicedText {
    /// Adds a text of JSON without its quotes, escaping what must be.
    mutating func append(escaping text: String) {
        var text = text
        text.withUTF8 { bytes in
            let isPlain = bytes.allSatisfy { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
            if isPlain { return append(UnsafeRawBufferPointer(bytes)) }
            for byte in bytes {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { append("\\") }
                withUnsafeBytes(of: byte) { append($0) }
            }
        }
    }

    /// Adds the shortest decimal text of a count of millionths: no exponent, no zero to spare.
    mutating func append(millionths: Int64) {
        if millionths < 0 { append("-") }
        let (whole, fraction) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        append(decimal: whole)
        guard fraction != 0 else { return }
        append(".")
        var (rest, digitCount) = (fraction, DecimalText.scale)
        while rest.isMultiple(of: 10) {
            rest /= 10
            digitCount -= 1
        }
        append(decimal: rest, digitCount: digitCount)
    }

    /// Adds the digits of a number.
    mutating func append(decimal number: UInt64) {
        var digitCount = 1
        var bound: UInt64 = 10
        while digitCount < 20, number >= bound {
            digitCount += 1
            bound = bound.multipliedReportingOverflow(by: 10).partialValue
        }
        append(decimal: number, digitCount: digitCount)
    }

    /// Adds so many digits of a number, at most 20, with zeros in front.
    private mutating func append(decimal number: UInt64, digitCount: Int) {
        withUnsafeTemporaryAllocation(byteCount: 20, alignment: 1) { digits in
            var rest = number
            for place in stride(from: digitCount - 1, through: 0, by: -1) {
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                digits[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
                rest = quotient
            }
            append(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(digits)[..<digitCount]))
        }
    }

    /// Adds a level of a book that was read before.
    mutating func append(level place: Int, _ side: Side, of book: BookSnapshot) {
        append("{\"price\":\"")
        if let text = book.unusualText(side, at: place) {
            append(escaping: text.price)
            append("\",\"size\":\"")
            append(escaping: text.size)
        } else {
            let level = side == .bid ? book.bids[place] : book.asks[place]
            append(millionths: level.price.millionths)
            append("\",\"size\":\"")
            append(millionths: level.size.millionths)
        }
        append("\"}")
    }
}
