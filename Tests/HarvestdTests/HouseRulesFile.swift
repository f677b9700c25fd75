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
    }

    var isSwift: Bool { path.hasSuffix(".swift") }

    /// The last component without its extension.
    var baseName: String {
        let name = path.split(separator: "/").last ?? ""
        return String(name.prefix { $0 != "." })
    }

    func isUnder(_ folders: [String]) -> Bool { folders.contains { path.hasPrefix($0) } }

    /// Line numbers, from 1, whose code holds the text.
    func codeLines(with needle: String) -> [Int] {
        codeLines.indices.filter { codeLines[$0].contains(needle) }.map { $0 + 1 }
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
    func offsets(after word: String) -> [Int] {
        let wanted = Array(word.utf8)
        guard let first = wanted.first, code.count >= wanted.count else { return [] }
        return code.withUnsafeBufferPointer { code in
            var found: [Int] = []
            for start in 0...(code.count - wanted.count) where code[start] == first {
                let end = start + wanted.count
                guard !(start > 0 && Self.isIdentifier(code[start - 1])) else { continue }
                guard !(end < code.count && Self.isIdentifier(code[end])) else { continue }
                if code[start..<end].elementsEqual(wanted) { found.append(end) }
            }
            return found
        }
    }

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

    private static func split(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
