/// Tells Swift code from comments and string literals, so that rules never mistake words for code.
///
/// `code` and `comments` have the length of the input: whatever is not theirs is blanked, line breaks stay,
/// and an offset means the same place in all three. What stands inside an interpolation is code. Regex
/// literals are not known to it.
struct HouseRulesLexer {
    let bytes: [UInt8]
    private(set) var code: [UInt8]
    private(set) var comments: [UInt8]
    private(set) var literals: [(offset: Int, text: String)] = []
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
        code = bytes.map { $0 == Self.newline ? $0 : Self.blank }
        comments = code
        readCode(insideInterpolation: false)
    }

    private static let newline = UInt8(ascii: "\n")
    private static let blank = UInt8(ascii: " ")
    private static let quote = UInt8(ascii: "\"")
    private static let hash = UInt8(ascii: "#")
    private static let slash = UInt8(ascii: "/")
    private static let star = UInt8(ascii: "*")

    private func byte(_ ahead: Int = 0) -> UInt8 {
        position + ahead < bytes.count ? bytes[position + ahead] : 0
    }

    private mutating func readCode(insideInterpolation: Bool) {
        var depth = 0
        while position < bytes.count {
            if byte() == Self.slash, byte(1) == Self.slash {
                readLineComment()
                continue
            }
            if byte() == Self.slash, byte(1) == Self.star {
                readBlockComment()
                continue
            }
            if let hashes = hashesBeforeQuote() {
                readLiteral(hashes: hashes)
                continue
            }
            if byte() == UInt8(ascii: "(") { depth += 1 }
            if byte() == UInt8(ascii: ")") { depth -= 1 }
            if insideInterpolation, depth < 0 { return }
            code[position] = byte()
            position += 1
        }
    }

    private mutating func readLineComment() {
        while position < bytes.count, byte() != Self.newline {
            comments[position] = byte()
            position += 1
        }
    }

    private mutating func readBlockComment() {
        var depth = 0
        repeat {
            let opens = byte() == Self.slash && byte(1) == Self.star
            let closes = byte() == Self.star && byte(1) == Self.slash
            depth += opens ? 1 : closes ? -1 : 0
            for _ in 0..<(opens || closes ? 2 : 1) where position < bytes.count {
                comments[position] = byte()
                position += 1
            }
        } while depth > 0 && position < bytes.count
    }

    /// The number of `#` before the quote of a literal that begins here; `nil` when none begins.
    private func hashesBeforeQuote() -> Int? {
        var count = 0
        while byte(count) == Self.hash { count += 1 }
        return byte(count) == Self.quote ? count : nil
    }

    private mutating func readLiteral(hashes: Int) {
        position += hashes
        let isLong = byte(1) == Self.quote && byte(2) == Self.quote
        let quotes = isLong ? 3 : 1
        position += quotes
        let start = position
        while position < bytes.count, !closes(quotes: quotes, hashes: hashes) {
            if !isLong, byte() == Self.newline { break }
            readLiteralByte(hashes: hashes)
        }
        literals.append((start, String(decoding: bytes[start..<position], as: UTF8.self)))
        position = min(bytes.count, position + quotes + hashes)
    }

    private mutating func readLiteralByte(hashes: Int) {
        guard byte() == UInt8(ascii: "\\"), (0..<hashes).allSatisfy({ byte(1 + $0) == Self.hash }) else {
            position += 1
            return
        }
        let isInterpolation = byte(1 + hashes) == UInt8(ascii: "(")
        position = min(bytes.count, position + 2 + hashes)
        if isInterpolation {
            readCode(insideInterpolation: true)
            position = min(bytes.count, position + 1)
        }
    }

    private func closes(quotes: Int, hashes: Int) -> Bool {
        (0..<quotes).allSatisfy { byte($0) == Self.quote }
            && (0..<hashes).allSatisfy { byte(quotes + $0) == Self.hash }
    }
}
