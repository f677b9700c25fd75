/// One file of the repository, taken apart once for all rules.
struct HouseRulesFile: Sendable {
    /// Path from the root of the repository, with `/`.
    let path: String
    /// The lines as they stand.
    let lines: [String]
    /// The lines with comments and the contents of string literals blanked; for Swift files only.
    let codeLines: [String]
    /// The lines with everything but comments blanked; for Swift files only.
    let commentLines: [String]
    /// The string literals without their quotes, by the offset at which they begin.
    let literals: [(offset: Int, text: String)]
    /// The bytes of `codeLines`.
    let code: [UInt8]
    private let lineStarts: [Int]
    private let words: [String: [Int]]

    init(path: String, text: String) {
        self.path = path
        let lexer = HouseRulesLexer(path.hasSuffix(".swift") ? text : "")
        lines = Self.split(text)
        code = lexer.code
        codeLines = Self.split(String(decoding: lexer.code, as: UTF8.self))
        commentLines = Self.split(String(decoding: lexer.comments, as: UTF8.self))
        literals = lexer.literals
        var starts = [0]
        for (offset, byte) in lexer.code.enumerated() where byte == UInt8(ascii: "\n") {
            starts.append(offset + 1)
        }
        lineStarts = starts
        words = Self.words(of: lexer.code)
    }

    var isSwift: Bool { path.hasSuffix(".swift") }

    /// The last component without its extension.
    var baseName: String {
        let name = path.split(separator: "/").last ?? ""
        return String(name.prefix { $0 != "." })
    }

    func isUnder(_ folders: [String]) -> Bool { folders.contains { path.hasPrefix($0) } }

    /// Line numbers, from 1, whose code holds the text, which must have a whole word in it: `try?`, `.now(`.
    func codeLines(with needle: String) -> [Int] {
        let wanted = Array(needle.utf8)
        let before = wanted.prefix { !Self.isIdentifier($0) }.count
        let word = wanted[before...].prefix(while: Self.isIdentifier)
        let found = offsets(after: String(decoding: word, as: UTF8.self)).filter { offset in
            let start = offset - word.count - before
            return start >= 0 && code[start...].starts(with: wanted)
        }
        return found.map(line(at:))
    }

    /// The number, from 1, of the line with this offset of the code.
    func line(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// Offsets in the code right behind each standalone occurrence of a word.
    func offsets(after word: String) -> [Int] { words[word] ?? [] }

    /// The code from an offset on, blanks at its start skipped, at most 400 bytes.
    func code(from offset: Int) -> String {
        let rest = code[offset...].prefix(400).drop { $0 == UInt8(ascii: " ") }
        return String(decoding: rest, as: UTF8.self)
    }

    func violation(_ line: Int, _ advice: String) -> HouseRulesViolation {
        HouseRulesViolation(path: path, line: line, advice: advice)
    }

    static func isIdentifier(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    /// The offsets behind each identifier, keyword or number.
    private static func words(of code: [UInt8]) -> [String: [Int]] {
        var words: [String: [Int]] = [:]
        code.withUnsafeBufferPointer { code in
            var start = 0
            for position in 0...code.count {
                if position < code.count, isIdentifier(code[position]) { continue }
                if position > start {
                    words[String(decoding: code[start..<position], as: UTF8.self), default: []].append(
                        position)
                }
                start = position + 1
            }
        }
        return words
    }

    private static func split(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
