/// Whether text is one JSON document that both databases take, and which keys its object has.
///
/// It builds nothing. Stricter than RFC 8259 where PostgreSQL's `jsonb` is: no U+0000, no lone surrogates, no
/// exponent of five digits; nesting is bounded so that hostile text cannot exhaust the stack.
package struct JSONSyntax {
    /// Deepest nesting of arrays and objects that is taken.
    package static let maximumDepth = 512

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0
    /// Raw text of the keys of the outermost object, quotes not included.
    private var keys: [String] = []

    private init(_ text: String) { bytes = Array(text.utf8) }

    /// Whether the text is a document.
    package static func isDocument(_ text: String) -> Bool {
        var scanner = JSONSyntax(text)
        return scanner.scanDocument()
    }

    /// The keys of the object that the text is, escapes not undone; `nil` when it is none.
    package static func keys(ofObject text: String) -> [String]? {
        var scanner = JSONSyntax(text)
        guard scanner.scanDocument(), scanner.bytes.first(where: { !isBlank($0) }) == 0x7B else {
            return nil
        }
        return scanner.keys
    }

    private mutating func scanDocument() -> Bool {
        skipBlanks()
        guard scanValue() else { return false }
        skipBlanks()
        return position == bytes.count
    }

    private mutating func scanValue() -> Bool {
        guard position < bytes.count else { return false }
        switch bytes[position] {
        case 0x7B: return scanObject()
        case 0x5B: return scanArray()
        case 0x22: return scanString()
        case UInt8(ascii: "t"): return take("true")
        case UInt8(ascii: "f"): return take("false")
        case UInt8(ascii: "n"): return take("null")
        default: return scanNumber()
        }
    }

    private mutating func scanObject() -> Bool {
        position += 1
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { return false }
        skipBlanks()
        if take("}") { return true }
        repeat {
            skipBlanks()
            let start = position
            guard position < bytes.count, bytes[position] == 0x22, scanString() else { return false }
            if depth == 1 {
                keys.append(String(decoding: bytes[start + 1..<position - 1], as: UTF8.self))
            }
            skipBlanks()
            guard take(":") else { return false }
            skipBlanks()
            guard scanValue() else { return false }
            skipBlanks()
        } while take(",")
        return take("}")
    }

    private mutating func scanArray() -> Bool {
        position += 1
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { return false }
        skipBlanks()
        if take("]") { return true }
        repeat {
            skipBlanks()
            guard scanValue() else { return false }
            skipBlanks()
        } while take(",")
        return take("]")
    }

    private mutating func scanString() -> Bool {
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case 0x22: return true
            case 0x5C: guard scanEscape() else { return false }
            case 0..<0x20: return false
            default: break
            }
        }
        return false
    }

    /// What follows a backslash. A high surrogate must be followed by a low one.
    private mutating func scanEscape() -> Bool {
        guard position < bytes.count else { return false }
        let byte = bytes[position]
        position += 1
        guard byte == UInt8(ascii: "u") else { return "\"\\/bfnrt".utf8.contains(byte) }
        guard let unit = scanHexadecimal(), unit != 0, !(0xDC00...0xDFFF).contains(unit) else {
            return false
        }
        guard (0xD800...0xDBFF).contains(unit) else { return true }
        guard take("\\u"), let low = scanHexadecimal() else { return false }
        return (0xDC00...0xDFFF).contains(low)
    }

    private mutating func scanHexadecimal() -> UInt16? {
        guard position + 4 <= bytes.count else { return nil }
        var value: UInt16 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt16(digit)
        }
        position += 4
        return value
    }

    private mutating func scanNumber() -> Bool {
        _ = take("-")
        if !take("0") { guard scanDigits() > 0 else { return false } }
        if take(".") { guard scanDigits() > 0 else { return false } }
        guard take("e") || take("E") else { return true }
        if !take("+") { _ = take("-") }
        return (1...4).contains(scanDigits())
    }

    private mutating func scanDigits() -> Int {
        let start = position
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
        return position - start
    }

    private mutating func take(_ literal: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
        guard bytes[position...].starts(with: wanted) else { return false }
        position += wanted.count
        return true
    }

    private mutating func skipBlanks() {
        while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
