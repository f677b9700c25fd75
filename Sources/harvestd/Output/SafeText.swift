/// Makes text from outside fit for a terminal and for one line of a log.
enum SafeText {
    /// The text without anything that could move a cursor, change a colour or reverse the reading direction.
    /// A line break or tab becomes a space.
    static func oneLine(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { isBreak($0) || isUnsafe($0) }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isBreak(scalar) { result.append(" ") } else if !isUnsafe(scalar) { result.append(scalar) }
        }
        return String(result)
    }

    /// The text in quotes for a message: safe, short, and hidden when it looks like an address with a
    /// password.
    static func quoted(_ text: String) -> String {
        if text.contains("://"), text.contains("@") { return "an address (not shown)" }
        let safe = oneLine(text)
        return safe.count > 60 ? "“\(safe.prefix(60))…”" : "“\(safe)”"
    }

    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\n" || scalar == "\r" || scalar == "\t"
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
        default: false
        }
    }
}
