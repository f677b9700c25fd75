/// Completions for a shell, made from the command table.
enum CompletionScript {
    /// The script for `bash`, `zsh` or `fish`; `nil` for any other.
    static func text(for shell: String) -> String? {
        switch shell {
        case "bash": bash
        case "zsh": zsh
        case "fish": fish
        default: nil
        }
    }

    /// Flags of a command and the global ones, without repetition.
    static func flags(of command: CommandSpecification) -> [FlagSpecification] {
        command.flags + GlobalFlags.all
    }

    /// Text between single quotes, for all three shells.
    static func quoted(_ text: String) -> String {
        "'" + text.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
    }

    /// The groups and their members.
    static var groups: [(name: String, members: [String])] {
        CommandTable.topNames.compactMap { name in
            let members = CommandTable.all.filter { $0.group == name }
                .compactMap { $0.name.split(separator: " ").last.map(String.init) }
            return members.isEmpty ? nil : (name, members)
        }
    }
}
