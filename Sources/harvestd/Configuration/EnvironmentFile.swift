/// A `.env` file, read literally: no shell, no variables, no commands.
///
/// A line is empty, a `#` comment, or `KEY=value` with an optional `export` before it. A value stands bare,
/// in single quotes (nothing is special) or in double quotes (where `\n`, `\r`, `\t`, `\"` and `\\` are). A
/// bare value ends at a blank followed by `#`. CRLF and a byte order mark are taken as editors write them.
struct EnvironmentFile: Sendable {
    /// One assignment.
    struct Entry: Hashable, Sendable {
        let key: String
        let value: String
        let line: Int
    }

    /// One line that cannot be read. Never repeats what stands there, which may be a password.
    struct Fault: Hashable, Sendable {
        let line: Int
        let what: String
    }

    /// The most bytes a line may have.
    static let longestLine = 65_536

    /// The assignments, in order.
    private(set) var entries: [Entry] = []
    /// The lines that cannot be read, in order.
    private(set) var faults: [Fault] = []

    /// Reads a file. Faults are collected rather than thrown, so that a person sees all of them at once.
    init(parsing bytes: [UInt8]) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let content = bytes.starts(with: mark) ? bytes[3...] : bytes[...]
        let lines = content.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() { read(line, number: index + 1) }
    }

    private mutating func read(_ line: ArraySlice<UInt8>, number: Int) {
        if let what = Self.fault(in: line) {
            faults.append(Fault(line: number, what: what))
            return
        }
        let text = String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
        let content = text.withoutOuterBlanks
        guard !content.isEmpty, content.first != "#" else { return }
        do throws(LineFault) {
            let (key, value) = try Self.assignment(content)
            entries.append(Entry(key: key, value: value, line: number))
        } catch {
            faults.append(Fault(line: number, what: error.rawValue))
        }
    }

    private enum LineFault: String, Error {
        case noEquals = "there is no = in this line"
        case badKey = "the name before = may hold letters, digits and underscores only"
        case openQuote = "the quote is not closed in this line"
        case afterQuote = "only a comment may follow the closing quote"
    }

    private static func fault(in line: ArraySlice<UInt8>) -> String? {
        if line.count > longestLine { return "the line is longer than \(longestLine) bytes" }
        if line.contains(0) { return "there is a NUL byte in this line" }
        return String(validating: line, as: UTF8.self) == nil ? "the line is not UTF-8 text" : nil
    }

    private static func assignment(_ line: Substring) throws(LineFault) -> (key: String, value: String) {
        let (before, after) = line.cut(at: "=")
        guard let after else { throw .noEquals }
        var key = before.withoutOuterBlanks
        if key.hasPrefix("export"), key.dropFirst(6).first.map({ $0 == " " || $0 == "\t" }) == true {
            key = key.dropFirst(6).withoutOuterBlanks
        }
        guard let first = key.utf8.first, !(0x30...0x39).contains(first), key.utf8.allSatisfy(isKeyByte)
        else {
            throw .badKey
        }
        return (String(key), try value(after.withoutOuterBlanks))
    }

    private static func value(_ text: Substring) throws(LineFault) -> String {
        switch text.first {
        case "'": return try quoted(text.dropFirst(), by: "'", hasEscapes: false)
        case "\"": return try quoted(text.dropFirst(), by: "\"", hasEscapes: true)
        default: return bare(text)
        }
    }

    private static func bare(_ text: Substring) -> String {
        var previous: Character = " "
        for index in text.indices {
            if text[index] == "#", previous == " " || previous == "\t" {
                return String(text[..<index].withoutOuterBlanks)
            }
            previous = text[index]
        }
        return String(text)
    }

    private static func quoted(
        _ text: Substring, by quote: Character, hasEscapes: Bool
    ) throws(LineFault) -> String {
        var value = ""
        var rest = text
        while let character = rest.popFirst() {
            if character == quote {
                let tail = rest.withoutOuterBlanks
                guard tail.isEmpty || tail.first == "#" else { throw .afterQuote }
                return value
            }
            guard hasEscapes, character == "\\", let next = rest.first, let meaning = escapes[next] else {
                value.append(character)
                continue
            }
            rest.removeFirst()
            value.append(meaning)
        }
        throw .openQuote
    }

    private static let escapes: [Character: Character] = [
        "n": "\n", "r": "\r", "t": "\t", "\"": "\"", "\\": "\\",
    ]

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        default: false
        }
    }
}
