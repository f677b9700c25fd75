extension JSONParser {
    /// Passes a number: minus, digits without a leading zero, fraction, exponent.
    mutating func passNumber() throws(JSONProblem) {
        if current == UInt8(ascii: "-") { position += 1 }
        if current == UInt8(ascii: "0") { position += 1 } else { try passDigits() }
        if current == UInt8(ascii: ".") {
            position += 1
            try passDigits()
        }
        if current | 0x20 == UInt8(ascii: "e") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try passDigits()
        }
    }

    private mutating func passDigits() throws(JSONProblem) {
        guard current &- 0x30 <= 9 else { throw unexpected("a digit") }
        while current &- 0x30 <= 9 { position += 1 }
    }

    /// Passes text from its opening to its closing quote; answers whether there are escapes in it.
    mutating func passText() throws(JSONProblem) -> Bool {
        var hasEscapes = false
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return hasEscapes
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try passEscape()
            case 0x00..<0x20: throw JSONProblem(.encoding("a bare control character in text"), at: position)
            case 0x80...: try passMultibyte(byte)
            default: position += 1
            }
        }
        throw JSONProblem(.cutShort, at: position)
    }

    private mutating func passEscape() throws(JSONProblem) {
        position += 1
        switch current {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 1
        case UInt8(ascii: "u"): try passUnicodeEscape()
        default:
            guard position < bytes.count else { throw JSONProblem(.cutShort, at: position) }
            throw JSONProblem(.encoding("an unknown escape"), at: position - 1)
        }
    }

    /// A code point in hexadecimal; outside the basic plane a pair of surrogates, never half of one.
    private mutating func passUnicodeEscape() throws(JSONProblem) {
        let start = position - 1
        let first = try takeHexadecimal()
        switch first {
        case 0xDC00...0xDFFF: throw JSONProblem(.encoding("half a surrogate pair"), at: start)
        case 0xD800...0xDBFF:
            guard position < bytes.count else { throw JSONProblem(.cutShort, at: position) }
            guard current == UInt8(ascii: "\\") else {
                throw JSONProblem(.encoding("half a surrogate pair"), at: start)
            }
            position += 1
            guard position < bytes.count else { throw JSONProblem(.cutShort, at: position) }
            guard current == UInt8(ascii: "u"), case 0xDC00...0xDFFF = try takeHexadecimal() else {
                throw JSONProblem(.encoding("half a surrogate pair"), at: start)
            }
        default: break
        }
    }

    private mutating func takeHexadecimal() throws(JSONProblem) -> UInt16 {
        position += 1
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = JSONText.hexadecimalDigit(current) else {
                guard position < bytes.count else { throw JSONProblem(.cutShort, at: position) }
                throw JSONProblem(.encoding("an escape without four hexadecimal digits"), at: position)
            }
            value = value << 4 | digit
            position += 1
        }
        return value
    }

    /// A UTF-8 sequence of two to four bytes: shortest form, no surrogates, at most U+10FFFF (RFC 3629).
    private mutating func passMultibyte(_ lead: UInt8) throws(JSONProblem) {
        let (length, second): (Int, ClosedRange<UInt8>)
        switch lead {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw JSONProblem(.encoding("a byte that is not UTF-8"), at: position)
        }
        for index in 1..<length {
            guard position + index < bytes.count else { throw JSONProblem(.cutShort, at: bytes.count) }
            let allowed = index == 1 ? second : 0x80...0xBF
            guard allowed.contains(bytes[position + index]) else {
                throw JSONProblem(.encoding("a byte that is not UTF-8"), at: position + index)
            }
        }
        position += length
    }
}
