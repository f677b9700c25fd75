/// Walks over any valid JSON in place, for documents that are not in the rendering a kernel knows.
///
/// It validates everything it passes, text and unread values too, and builds nothing. Places are pointers
/// into bytes its maker keeps alive; it never reads at or beyond `end`.
struct WireCursor {
    private(set) var place: UnsafeRawPointer
    let end: UnsafeRawPointer
    private let depth: Int

    init(_ place: UnsafeRawPointer, _ end: UnsafeRawPointer, depth: Int) {
        self.place = place
        self.end = end
        self.depth = depth
    }

    /// Starts on the bytes of a whole document; refuses none, too many, and what is plainly something else.
    init(over bytes: UnsafeRawBufferPointer, _ limits: BookLimits) throws(WireProblem) {
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            throw WireProblem(emptyAt: bytes.baseAddress)
        }
        guard bytes.count <= limits.byteCount else {
            throw WireProblem(.limit("\(limits.byteCount) bytes"), at: start)
        }
        if bytes.count > 2, start.byte(0) == 0xEF, start.byte(1) == 0xBB, start.byte(2) == 0xBF {
            throw WireProblem(.byteOrderMark, at: start)
        }
        self.init(start, start + bytes.count, depth: limits.depth)
        if peek() == UInt8(ascii: "<") { throw WireProblem(.html, at: place) }
    }

    /// Bytes left.
    @inline(__always) var left: Int { end - place }

    /// Goes on at a place that a kernel has reached.
    mutating func move(to place: UnsafeRawPointer) { self.place = place }

    /// Goes on by bytes that have been looked at.
    @inline(__always) mutating func advance(_ count: Int) { place += count }

    /// Passes blanks, tabs and line ends.
    @inline(__always) mutating func skipBlanks() {
        while place < end, place.byte(0) <= 0x20 {
            let byte = place.byte(0)
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            place += 1
        }
    }

    /// The next byte that is not blank, without passing it; `nil` at the end.
    @inline(__always) mutating func peek() -> UInt8? {
        skipBlanks()
        return place < end ? place.byte(0) : nil
    }

    /// Passes a byte when it is the next that is not blank.
    @inline(__always) mutating func take(_ wanted: UInt8) -> Bool {
        guard peek() == wanted else { return false }
        place += 1
        return true
    }

    /// Passes a byte that has to be there.
    @inline(__always) mutating func expect(_ wanted: UInt8, _ what: StaticString) throws(WireProblem) {
        guard take(wanted) else { throw unexpected(what) }
    }

    /// The problem of something else standing here.
    @inline(never) func unexpected(_ wanted: StaticString) -> WireProblem {
        if place >= end { return WireProblem(.cutShort, at: end) }
        return WireProblem(.syntax("expected \(wanted)"), at: place)
    }

    /// Requires that nothing but blanks is left.
    mutating func expectEnd() throws(WireProblem) {
        if peek() != nil { throw WireProblem(.trailing, at: place) }
    }

    /// Passes a value that nobody reads, whatever it is.
    mutating func skipValue() throws(WireProblem) { try skipValue(inside: 0) }

    private mutating func skipValue(inside level: Int) throws(WireProblem) {
        guard level < depth else { throw WireProblem(.limit("\(depth) levels of nesting"), at: place) }
        switch peek() {
        case UInt8(ascii: "\""): _ = try text()
        case UInt8(ascii: "{"): try skipMembers(inside: level)
        case UInt8(ascii: "["): try skipElements(inside: level)
        case UInt8(ascii: "t"): try skipWord("true")
        case UInt8(ascii: "f"): try skipWord("false")
        case UInt8(ascii: "n"): try skipWord("null")
        default: try skipNumber()
        }
    }

    private mutating func skipMembers(inside level: Int) throws(WireProblem) {
        place += 1
        if take(UInt8(ascii: "}")) { return }
        repeat {
            _ = try text()
            try expect(UInt8(ascii: ":"), "a colon")
            try skipValue(inside: level + 1)
        } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"), "a comma or }")
    }

    private mutating func skipElements(inside level: Int) throws(WireProblem) {
        place += 1
        if take(UInt8(ascii: "]")) { return }
        repeat { try skipValue(inside: level + 1) } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "]"), "a comma or ]")
    }

    /// Passes `true`, `false` or `null`.
    mutating func skipWord(_ word: StaticString) throws(WireProblem) {
        for index in 0..<word.utf8CodeUnitCount {
            guard place < end, place.byte(0) == word.utf8Start[index] else { throw unexpected("a value") }
            place += 1
        }
    }

    private mutating func skipNumber() throws(WireProblem) {
        if place < end, place.byte(0) == UInt8(ascii: "-") { place += 1 }
        let isZero = place < end && place.byte(0) == UInt8(ascii: "0")
        try skipDigits(atMost: isZero ? 1 : .max)
        if place < end, place.byte(0) == UInt8(ascii: ".") {
            place += 1
            try skipDigits(atMost: .max)
        }
        guard place < end, place.byte(0) | 0x20 == UInt8(ascii: "e") else { return }
        place += 1
        if place < end, place.byte(0) == UInt8(ascii: "+") || place.byte(0) == UInt8(ascii: "-") {
            place += 1
        }
        try skipDigits(atMost: .max)
    }

    private mutating func skipDigits(atMost most: Int) throws(WireProblem) {
        var count = 0
        while place < end, count < most, place.byte(0) &- 0x30 <= 9 {
            place += 1
            count += 1
        }
        if count == 0 { throw unexpected("a value") }
    }
}
