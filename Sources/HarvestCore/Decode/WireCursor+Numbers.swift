/// Numbers as the venue writes them: quoted decimals without sign or exponent, exactly or not at all.
extension WireCursor {
    /// Passes a quoted decimal and gives its millionths.
    @inline(__always)
    mutating func decimal(_ key: StaticString) throws(WireProblem) -> UInt64 {
        skipBlanks()
        if left >= 24, let (value, length) = Self.ordinary(place) {
            advance(length)
            return value
        }
        return try carefulDecimal(key)
    }

    /// Up to seven whole and six fraction digits between quotes, with the bytes they take.
    @inline(__always)
    private static func ordinary(_ place: UnsafeRawPointer) -> (value: UInt64, length: Int)? {
        guard place.byte(0) == UInt8(ascii: "\"") else { return nil }
        let head = place.eight(1)
        let whole = DigitLanes.run(head)
        if whole == 0 { return nil }
        let digits = (head ^ DigitLanes.zeros) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* whole)
        if DigitLanes.aboveNine(digits) != 0 { return nil }
        let value = DigitLanes.eightDigits(digits) &* 1_000_000
        let point = place + (1 &+ whole)
        if point.byte(0) == UInt8(ascii: "\"") { return (value, whole &+ 2) }
        guard point.byte(0) == UInt8(ascii: ".") else { return nil }
        let tail = point.eight(1)
        let count = DigitLanes.run(tail)
        guard count &- 1 < 6, count > 0, point.byte(1 &+ count) == UInt8(ascii: "\"") else { return nil }
        let mask = (UInt64(1) &<< UInt64(truncatingIfNeeded: 8 &* count)) &- 1
        let fraction = ((tail ^ DigitLanes.zeros) & mask) &<< 16
        if DigitLanes.aboveNine(fraction) != 0 { return nil }
        return (value &+ DigitLanes.eightDigits(fraction), whole &+ count &+ 3)
    }

    /// The same for long numbers, escaped digits and zeros to spare.
    @inline(never)
    private mutating func carefulDecimal(_ key: StaticString) throws(WireProblem) -> UInt64 {
        let start = place
        guard peek() == UInt8(ascii: "\"") else {
            throw WireProblem(.wrongType(wanted: "text", found: foundKind), at: place, key: key)
        }
        let text = try text()
        let value = text.millionths
        guard let value else {
            throw WireProblem(.unreadable(wanted: "a decimal of at most six decimals"), at: start, key: key)
        }
        return value
    }

    /// Passes a time in milliseconds, quoted or bare, of at most 15 digits.
    mutating func milliseconds(_ key: StaticString) throws(WireProblem) -> UInt64 {
        skipBlanks()
        let start = place
        guard let value = try scalar(), let milliseconds = value.milliseconds else {
            throw WireProblem(.unreadable(wanted: "milliseconds since 1970"), at: start, key: key)
        }
        return milliseconds
    }

    /// Passes a text or a bare value and gives its bytes; `nil` for `null`, arrays and objects.
    mutating func scalar() throws(WireProblem) -> WireText? {
        switch peek() {
        case UInt8(ascii: "\""): return try text()
        case UInt8(ascii: "n"), UInt8(ascii: "{"), UInt8(ascii: "["):
            try skipValue()
            return nil
        default:
            let start = place
            try skipValue()
            return WireText(
                bytes: UnsafeRawBufferPointer(start: start, count: place - start), hasEscapes: false)
        }
    }

    /// Passes `true` or `false`.
    mutating func boolean(_ key: StaticString) throws(WireProblem) -> Bool {
        switch peek() {
        case UInt8(ascii: "t"):
            try skipWord("true")
            return true
        case UInt8(ascii: "f"):
            try skipWord("false")
            return false
        default:
            throw WireProblem(.wrongType(wanted: "true or false", found: foundKind), at: place, key: key)
        }
    }

    /// Passes `null` when it is next.
    mutating func takeNull() throws(WireProblem) -> Bool {
        guard peek() == UInt8(ascii: "n") else { return false }
        try skipWord("null")
        return true
    }

    /// Passes the start of an array; any other valid value is of the wrong type.
    mutating func expectArray(_ key: StaticString) throws(WireProblem) {
        if take(UInt8(ascii: "[")) { return }
        let problem = WireProblem(.wrongType(wanted: "an array", found: foundKind), at: place, key: key)
        try skipValue()
        throw problem
    }

    /// What stands here, for a message.
    private var foundKind: String {
        guard place < end else { return "the end" }
        switch place.byte(0) {
        case UInt8(ascii: "\""): return "text"
        case UInt8(ascii: "{"): return "an object"
        case UInt8(ascii: "["): return "an array"
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return "a truth value"
        case UInt8(ascii: "n"): return "null"
        default: return "a number"
        }
    }
}
