/// docs/CLI.md, made from the command table, the configuration table and the error catalogue.
enum MarkdownReference {
    /// The whole document.
    static var text: String {
        let parts = [introduction, commands, globalFlags, settings, exitCodes, errors]
        return parts.joined(separator: "\n")
    }

    private static let introduction = """
        # Command line of harvestd

        Made by `harvestd help --markdown`; a test compares. Flags may stand anywhere, as `--flag value` or
        `--flag=value`, and are never abbreviated.

        """

    private static var commands: String {
        "## Commands\n\n" + CommandTable.all.map(section).joined(separator: "\n")
    }

    private static func section(_ command: CommandSpecification) -> String {
        var lines = ["### \(command.name)", "", "\(command.summary).", "", "    \(command.usage)", ""]
        for paragraph in command.description { lines += [paragraph, ""] }
        if !command.arguments.isEmpty {
            lines += ["| argument | meaning |", "|---|---|"]
            lines += command.arguments.map { "| `\($0.name)` | \(cell(HelpPage.argumentText($0))) |" } + [""]
        }
        if !command.flags.isEmpty { lines += flagTable(command.flags) + [""] }
        for example in command.examples { lines.append("- `\(example.line)`: \(example.purpose)") }
        let codes = command.allExitCodes.map { String($0.rawValue) }.joined(separator: ", ")
        return (lines + ["", "Exit codes: \(codes).", ""]).joined(separator: "\n")
    }

    private static func flagTable(_ flags: [FlagSpecification]) -> [String] {
        ["| flag | meaning |", "|---|---|"]
            + flags.map { "| `\(HelpPage.flagUsage($0))` | \(cell(HelpPage.flagText($0))) |" }
    }

    private static var globalFlags: String {
        (["## Flags of every command", ""] + flagTable(GlobalFlags.all) + [""]).joined(separator: "\n")
    }

    private static var settings: String {
        let rows = ConfigurationTable.all.map { key in
            let unit = key.unit.map { " (\($0))" } ?? ""
            return "| `\(key.name)` | \(cell(key.kind.label))\(unit) | \(cell(key.defaultText ?? "")) |"
                + " \(cell(key.summary)) |"
        }
        return
            (["## Settings", "", "| key | values | default | meaning |", "|---|---|---|---|"] + rows + [""])
            .joined(separator: "\n")
    }

    private static var exitCodes: String {
        let rows = ExitCode.allCases.map { "| \($0.rawValue) | \($0.summary) |" }
        return
            ([
                "## Exit codes", "", "More may be added; treat an unknown code as a failure.", "",
                "| code | meaning |",
                "|---|---|",
            ] + rows + [""]).joined(separator: "\n")
    }

    private static var errors: String {
        let rows = ErrorCatalogue.all.map {
            "| \($0.code) | \(cell($0.title)) | \(cell($0.text)) | \($0.exitCode.rawValue) |"
        }
        return (["## Error codes", "", "| code | what | more | exit |", "|---|---|---|---|"] + rows + [""])
            .joined(separator: "\n")
    }

    private static func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
