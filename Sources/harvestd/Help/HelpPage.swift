/// Help as text, made from the command table.
enum HelpPage {
    /// The list of commands: short enough for the smallest terminal.
    static func top(style: TextStyle) -> String {
        let names = CommandTable.topNames
        let width = (names.map(\.count).max() ?? 0) + 2
        let lines = names.map { "  \(padded($0, to: width))\(summary(of: $0))" }
        return
            ([
                "harvestd collects Polymarket and XTracker data into SQLite or PostgreSQL", "",
                "\(style.bold("Usage:")) harvestd <command> [flags]",
            ] + lines + ["", "Flags and examples: harvestd help <command>    An error: harvestd help E1203"])
            .joined(separator: "\n") + "\n"
    }

    /// Everything about one command, examples first.
    static func command(_ command: CommandSpecification, style: TextStyle) -> String {
        var lines = ["\(command.name): \(lowercasedFirst(command.summary))", ""]
        lines += ["\(style.bold("Usage:")) \(command.usage)", "", style.bold("Examples:")]
        for example in command.examples { lines += ["  \(example.line)", "      \(example.purpose)"] }
        for paragraph in command.description { lines += [""] + wrapped(paragraph, to: 80) }
        if !command.arguments.isEmpty {
            lines += ["", style.bold("Arguments:")]
            lines += definitions(command.arguments.map { ($0.name, argumentText($0)) })
        }
        if !command.flags.isEmpty {
            lines += ["", style.bold("Flags:")]
            lines += definitions(command.flags.map { (flagUsage($0), flagText($0)) })
        }
        lines += ["", style.bold("Flags of every command:")]
        lines += definitions(GlobalFlags.all.map { (flagUsage($0), flagText($0)) })
        lines += ["", style.bold("Exit codes:")]
        lines += definitions(command.allExitCodes.map { (String($0.rawValue), $0.summary) })
        return lines.joined(separator: "\n") + "\n"
    }

    /// The members of a group, for `harvestd help config`.
    static func group(_ name: String, style: TextStyle) -> String {
        let members = CommandTable.all.filter { $0.group == name }
        let lines = definitions(members.map { ($0.name, $0.summary) })
        let fallback = members.first?.name ?? name
        let tail = "\(name) alone means \(fallback). More: harvestd help \(fallback)"
        return (["\(style.bold("Usage:")) harvestd \(name) <command> [flags]", ""] + lines + ["", tail])
            .joined(separator: "\n") + "\n"
    }

    /// A paragraph about an error code.
    static func error(_ entry: ErrorCatalogue.Entry, style: TextStyle) -> String {
        let head = style.bold("\(entry.code): \(entry.title)")
        let tail = "Exit code \(entry.exitCode.rawValue): \(entry.exitCode.summary)."
        return ([head, ""] + wrapped(entry.text, to: 80) + [""] + wrapped(tail, to: 80)).joined(
            separator: "\n") + "\n"
    }

    /// `-o, --output FILE`.
    static func flagUsage(_ flag: FlagSpecification) -> String {
        flag.short.map { "-\($0), \(flag.usage)" } ?? flag.usage
    }

    /// What a flag does, its values and its default.
    static func flagText(_ flag: FlagSpecification) -> String {
        var text = flag.summary
        let allowed = flag.allowed
        if !allowed.isEmpty, allowed.count <= 8 { text += "; one of \(allowed.joined(separator: ", "))" }
        if let defaultText = flag.defaultText { text += "; default: \(defaultText)" }
        return text
    }

    /// What an argument is, and its values.
    static func argumentText(_ argument: ArgumentSpecification) -> String {
        argument.allowed.isEmpty
            ? argument.summary : "\(argument.summary): \(argument.allowed.joined(separator: ", "))"
    }

    /// What a list says about a name, which may be a group.
    static func summary(of name: String) -> String {
        if let command = CommandTable.named(name) { return command.summary }
        let members = CommandTable.all.filter { $0.group == name }.compactMap {
            $0.name.split(separator: " ").last
        }
        return "Show, check or write settings: " + members.joined(separator: ", ")
    }

    /// Terms and what they mean, the meaning on a line of its own when the term is long.
    private static func definitions(_ items: [(term: String, text: String)]) -> [String] {
        let width = min(24, (items.map(\.term.count).max() ?? 0) + 2)
        return items.flatMap { term, text in
            let lines = wrapped(text, to: 78 - width)
            let indent = String(repeating: " ", count: width + 2)
            guard term.count + 2 <= width else { return ["  \(term)"] + lines.map { indent + $0 } }
            let first = "  \(padded(term, to: width))\(lines.first ?? "")"
            return [first] + lines.dropFirst().map { indent + $0 }
        }
    }

    private static func wrapped(_ text: String, to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + word.count + 1 > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        return lines + [line]
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func lowercasedFirst(_ text: String) -> String {
        text.prefix(1).lowercased() + text.dropFirst()
    }
}
