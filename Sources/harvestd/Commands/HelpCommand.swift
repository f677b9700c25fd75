/// `harvestd help`.
enum HelpCommand {
    static func run(_ shell: Shell) throws -> ExitCode {
        if shell.invocation.has("markdown") {
            try shell.output.page(MarkdownReference.text)
        } else {
            try shell.output.page(page(shell.invocation.arguments, style: shell.output.style))
        }
        return .success
    }

    private static func page(_ words: [String], style: TextStyle) throws(UsageError) -> String {
        guard let first = words.first else { return HelpPage.top(style: style) }
        let topic = words.joined(separator: " ")
        if let command = CommandTable.named(topic) { return HelpPage.command(command, style: style) }
        if words.count == 1, CommandTable.all.contains(where: { $0.group == first }) {
            return HelpPage.group(first, style: style)
        }
        if let entry = ErrorCatalogue.entry(topic.uppercased()) { return HelpPage.error(entry, style: style) }
        throw unknown(topic)
    }

    private static func unknown(_ topic: String) -> UsageError {
        let names =
            ErrorCatalogue.isCode(topic)
            ? ErrorCatalogue.all.map(\.code) : CommandTable.all.map(\.name) + CommandTable.topNames
        let nearest = EditDistance.nearest(to: topic, in: names)
        return UsageError(
            code: "E4009", message: "there is no help on \(SafeText.quoted(topic))",
            remedy: nearest.map { "did you mean: harvestd help \($0)" } ?? "harvestd help")
    }
}
