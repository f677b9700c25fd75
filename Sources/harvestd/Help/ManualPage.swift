/// The manual page in roff, made from the command table.
enum ManualPage {
    /// The whole page, section 1.
    static var text: String {
        var lines = head + commands
        lines += section("FLAGS OF EVERY COMMAND") + GlobalFlags.all.flatMap(flag)
        lines += section("SETTINGS") + settings
        lines += section("EXIT STATUS") + exitStatus
        lines += section("FILES") + files
        return lines.joined(separator: "\n") + "\n"
    }

    private static var head: [String] {
        [
            ".TH HARVESTD 1 \"\" \"harvestd \(BuildInformation.version)\" \"User Commands\"",
            ".SH NAME", "harvestd \\- collects Polymarket and XTracker data into SQLite or PostgreSQL",
            ".SH SYNOPSIS", ".B harvestd", ".I command", "[\\fIflags\\fR]",
            ".SH COMMANDS",
        ]
    }

    private static var commands: [String] { CommandTable.all.flatMap(lines) }

    private static func lines(_ command: CommandSpecification) -> [String] {
        var lines = [".SS " + quoted(command.usage), escaped(command.summary) + "."]
        for paragraph in command.description { lines += [".PP", escaped(paragraph)] }
        for argument in command.arguments {
            lines += [".TP", ".I " + escaped(argument.name), escaped(HelpPage.argumentText(argument))]
        }
        lines += command.flags.flatMap(flag) + [".PP", "Examples:"]
        for example in command.examples {
            lines += [".TP", ".B " + escaped(example.line), escaped(example.purpose)]
        }
        return lines
    }

    private static func flag(_ flag: FlagSpecification) -> [String] {
        [".TP", ".B " + escaped(HelpPage.flagUsage(flag)), escaped(HelpPage.flagText(flag)) + "."]
    }

    private static var settings: [String] {
        ConfigurationTable.all.flatMap { key in
            let unit = key.unit.map { " (\($0))" } ?? ""
            let value = key.defaultText.map { "; default: \($0)" } ?? ""
            return [
                ".TP", ".B " + escaped(key.name),
                escaped("\(key.summary)\(unit): \(key.kind.label)\(value)") + ".",
            ]
        }
    }

    private static var exitStatus: [String] {
        ["New codes may be added; treat unknown as failure."]
            + ExitCode.allCases.flatMap { [".TP", ".B \($0.rawValue)", escaped($0.summary)] }
    }

    private static let files = [
        ".TP", ".I ./.env", "Settings of the project, read first.",
        ".TP", ".I /etc/harvestd/env", "Settings of the machine, read when there is no project file.",
        ".TP", ".I data/harvest.sqlite3", "The database, when no other is named.",
    ]

    private static func section(_ title: String) -> [String] { [".SH " + quoted(title)] }

    private static func quoted(_ text: String) -> String {
        "\"" + escaped(text).map { $0 == "\"" ? "\\(dq" : String($0) }.joined() + "\""
    }

    /// Text that roff prints as it stands: no requests, no escapes, hyphens that can be copied.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "~": result += "\\(ti"
            case "^": result += "\\(ha"
            case "'": result += "\\(aq"
            case "…": result += "..."
            case "✖": result += "x"
            case "▲": result += "!"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result.hasPrefix(".") ? "\\&" + result : result
    }
}
