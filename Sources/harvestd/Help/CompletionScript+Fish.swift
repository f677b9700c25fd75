extension CompletionScript {
    /// One `complete` line for each command, flag and value.
    static var fish: String {
        let lines =
            ["# Completions of harvestd for fish.", "complete -c harvestd -f"]
            + CommandTable.topNames.map {
                "complete -c harvestd -n __fish_use_subcommand -a \($0)"
                    + " -d \(quoted(HelpPage.summary(of: $0)))"
            }
            + GlobalFlags.all.map { "complete -c harvestd" + options($0) }
            + groups.map { group in
                "complete -c harvestd -n '__fish_seen_subcommand_from \(group.name)'"
                    + " -a \(quoted(group.members.joined(separator: " ")))"
            }
            + CommandTable.all.flatMap(commandLines)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func commandLines(_ command: CommandSpecification) -> [String] {
        let name = command.name.split(separator: " ").map(String.init)
        let condition = name.map { "__fish_seen_subcommand_from \($0)" }.joined(separator: "; and ")
        let start = "complete -c harvestd -n \(quoted(condition))"
        let words = command.arguments.first?.allowed ?? []
        return command.flags.map { start + options($0) }
            + (words.isEmpty ? [] : [start + " -a \(quoted(words.joined(separator: " ")))"])
    }

    private static func options(_ flag: FlagSpecification) -> String {
        var text = " -l \(flag.name)"
        if let short = flag.short { text += " -s \(short)" }
        if flag.takesValue { text += " -r" }
        switch flag.value {
        case .file, .directory: text += " -F"
        default: if !flag.allowed.isEmpty { text += " -a \(quoted(flag.allowed.joined(separator: " ")))" }
        }
        return text + " -d \(quoted(flag.summary))"
    }
}
