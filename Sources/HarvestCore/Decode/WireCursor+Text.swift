/// Quoted text: valid UTF-8 without control characters, escapes that mean something.
extension WireCursor {
    /// Passes a quoted text and gives what stands between the quotes.
    @inline(__always)
    mutating func text() throws(WireProblem) -> WireText {
        guard take(UInt8(ascii: "\"")) else { throw unexpected("a quoted text") }
        let start = place
        var scan = place
        // Most texts have nothing special before their quote.
        while end - scan >= 8 {
            let special = Self.special(scan.eight(0))
            if special != 0 {
                scan += DigitLanes.firstByte(special)
                guard scan.byte(0) == UInt8(ascii: "\"") else { break }
                move(to: scan + 1)
                return WireText(
                    bytes: UnsafeRawBufferPointer(start: start, count: scan - start), hasEscapes: false)
            }
            scan += 8
        }
        move(to: scan)
        return try careful(from: start)
    }

    /// High bits of the bytes that are no ordinary text; exact up to the first of them.
    @inline(__always)
    private static func special(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* 0x22)
        let slashes = word ^ (ones &* 0x5C)
        let found = (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes | (word &- ones &* 0x20) & ~word
        return (found | word) & 0x8080_8080_8080_8080
    }

    @inline(never)
    private mutating func careful(from start: UnsafeRawPointer) throws(WireProblem) -> WireText {
        var hasEscapes = false
        while place < end {
            let byte = place.byte(0)
            switch byte {
            case UInt8(ascii: "\""):
                let bytes = UnsafeRawBufferPointer(start: start, count: place - start)
                advance(1)
                return WireText(bytes: bytes, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try skipEscape()
            case 0..<0x20: throw WireProblem(.syntax("a control character in a text"), at: place)
            case 0x20..<0x80: advance(1)
            default: try skipScalar(byte)
            }
        }
        throw WireProblem(.cutShort, at: end)
    }

    private mutating func skipEscape() throws(WireProblem) {
        guard left >= 2 else { throw WireProblem(.cutShort, at: end) }
        switch place.byte(1) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            advance(2)
        case UInt8(ascii: "u"):
            let unit = try codeUnit(at: 0)
            if 0xDC00...0xDFFF ~= unit { throw WireProblem(.encoding("half a character"), at: place) }
            guard 0xD800...0xDBFF ~= unit else { return advance(6) }
            guard left >= 8, place.byte(6) == UInt8(ascii: "\\"), place.byte(7) == UInt8(ascii: "u"),
                0xDC00...0xDFFF ~= (try codeUnit(at: 6))
            else { throw WireProblem(.encoding("half a character"), at: place) }
            advance(12)
        default: throw WireProblem(.encoding("an escape that means nothing"), at: place)
        }
    }

    private func codeUnit(at offset: Int) throws(WireProblem) -> UInt16 {
        guard left >= offset + 6 else { throw WireProblem(.cutShort, at: end) }
        var unit: UInt16 = 0
        for index in offset + 2..<offset + 6 {
            guard let digit = JSONText.hexadecimalDigit(place.byte(index)) else {
                throw WireProblem(.encoding("an escape that means nothing"), at: place)
            }
            unit = unit << 4 | digit
        }
        return unit
    }

    /// Passes one character of two to four bytes.
    private mutating func skipScalar(_ first: UInt8) throws(WireProblem) {
        let (count, second): (Int, ClosedRange<UInt8>)
        switch first {
        case 0xC2...0xDF: (count, second) = (2, 0x80...0xBF)
        case 0xE0: (count, second) = (3, 0xA0...0xBF)
        case 0xED: (count, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (count, second) = (3, 0x80...0xBF)
        case 0xF0: (count, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (count, second) = (4, 0x80...0xBF)
        case 0xF4: (count, second) = (4, 0x80...0x8F)
        default: throw WireProblem(.encoding("bytes that are no UTF-8"), at: place)
        }
        guard left >= count else { throw WireProblem(.cutShort, at: end) }
        let isValid =
            second.contains(place.byte(1))
            && (2..<max(2, count)).allSatisfy { place.byte($0) & 0xC0 == 0x80 }
        guard isValid else { throw WireProblem(.encoding("bytes that are no UTF-8"), at: place) }
        advance(count)
    }
}
