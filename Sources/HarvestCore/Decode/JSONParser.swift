/// One pass over bytes that must be exactly one JSON document (RFC 8259), into a flat tape.
///
/// It goes without recursion, so that depth costs no stack, and it stops at the first byte that does not fit.
struct JSONParser {
    let bytes: [UInt8]
    let limits: JSONLimits
    var position = 0
    private(set) var tape: [JSONTapeEntry] = []
    private(set) var duplicateKeyCount = 0
    /// Entries of the arrays and objects that are open.
    private var open: [Int] = []

    init(bytes: [UInt8], limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
        tape.reserveCapacity(min(bytes.count / 8 + 1, limits.nodeCount))
    }

    mutating func parse() throws(JSONProblem) {
        try checkStart()
        skipBlanks()
        try takeValue()
        while let container = open.last { try takeNext(of: container) }
        skipBlanks()
        guard position == bytes.count else { throw JSONProblem(.trailing, at: position) }
    }

    /// The byte at the current position, zero at the end: zero is never allowed where this is asked.
    var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

    mutating func skipBlanks() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    /// The error for a byte that does not fit; a document that ends here was cut short.
    func unexpected(_ wanted: String) -> JSONProblem {
        guard position < bytes.count else { return JSONProblem(.cutShort, at: position) }
        return JSONProblem(.syntax("expected \(wanted)"), at: position)
    }

    private func checkStart() throws(JSONProblem) {
        guard bytes.count <= limits.byteCount else {
            throw JSONProblem(.limit("\(limits.byteCount) bytes"), at: limits.byteCount)
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw JSONProblem(.byteOrderMark, at: 0) }
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
            throw JSONProblem(.byteOrderMark, at: 0)
        }
        let start = bytes.firstIndex { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
        guard let start else { throw JSONProblem(.empty, at: bytes.count) }
        if bytes[start] == UInt8(ascii: "<") { throw JSONProblem(.html, at: start) }
    }

    /// Goes on inside the innermost open array or object: its next element or member, or its end.
    private mutating func takeNext(of container: Int) throws(JSONProblem) {
        let isObject = tape[container].kind == .object
        skipBlanks()
        if current == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) { return close(container) }
        if tape[container].count > 0 {
            guard current == UInt8(ascii: ",") else {
                throw unexpected(isObject ? "a comma or }" : "a comma or ]")
            }
            position += 1
            skipBlanks()
        }
        tape[container].count += 1
        if isObject { try takeKey() }
        try takeValue()
    }

    private mutating func close(_ container: Int) {
        position += 1
        open.removeLast()
        tape[container].end = UInt32(position)
        tape[container].next = UInt32(tape.count)
        if tape[container].kind == .object, tape[container].count > 1 {
            duplicateKeyCount += JSONKeys.duplicates(of: container, in: tape, bytes)
        }
    }

    private mutating func takeKey() throws(JSONProblem) {
        guard current == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
        try takeText()
        let key = tape.count - 1
        tape[key].count = JSONKeys.hash(of: tape[key], in: bytes)
        skipBlanks()
        guard current == UInt8(ascii: ":") else { throw unexpected("a colon") }
        position += 1
        skipBlanks()
    }

    private mutating func takeValue() throws(JSONProblem) {
        switch current {
        case UInt8(ascii: "{"): try openContainer(.object)
        case UInt8(ascii: "["): try openContainer(.array)
        case UInt8(ascii: "\""): try takeText()
        case UInt8(ascii: "t"): try takeWord("true", .boolean)
        case UInt8(ascii: "f"): try takeWord("false", .boolean)
        case UInt8(ascii: "n"): try takeWord("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try takeNumber()
        default: throw unexpected("a value")
        }
    }

    private mutating func openContainer(_ kind: JSONKind) throws(JSONProblem) {
        guard open.count < limits.depth else {
            throw JSONProblem(.limit("\(limits.depth) levels of nesting"), at: position)
        }
        open.append(tape.count)
        position += 1
        try append(kind, from: position - 1)
    }

    private mutating func takeWord(_ word: StaticString, _ kind: JSONKind) throws(JSONProblem) {
        let start = position
        for index in 0..<word.utf8CodeUnitCount {
            guard current == word.utf8Start[index] else { throw unexpected("\(word)") }
            position += 1
        }
        try append(kind, from: start)
    }

    private mutating func takeText() throws(JSONProblem) {
        let start = position
        let hasEscapes = try passText()
        try append(.string, from: start, hasEscapes: hasEscapes)
    }

    private mutating func takeNumber() throws(JSONProblem) {
        let start = position
        try passNumber()
        try append(.number, from: start)
    }

    private mutating func append(
        _ kind: JSONKind, from start: Int, hasEscapes: Bool = false
    ) throws(JSONProblem) {
        guard tape.count < limits.nodeCount else {
            throw JSONProblem(.limit("\(limits.nodeCount) values"), at: start)
        }
        tape.append(
            JSONTapeEntry(
                start: UInt32(start), end: UInt32(position), next: UInt32(tape.count + 1), count: 0,
                kind: kind,
                hasEscapes: hasEscapes))
    }
}
