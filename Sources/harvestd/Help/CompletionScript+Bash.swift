extension CompletionScript {
    /// Completes words by the command found so far and the flag before the cursor.
    static var bash: String {
        """
        # Completions of harvestd for bash.
        _harvestd() {
            local current="${COMP_WORDS[COMP_CWORD]}" previous="" command="" word index skip=0
            (( COMP_CWORD > 0 )) && previous="${COMP_WORDS[COMP_CWORD-1]}"
            for (( index = 1; index < COMP_CWORD; index++ )); do
                word="${COMP_WORDS[index]}"
                if (( skip )); then skip=0; continue; fi
                case "$word" in
                    \(valueFlags)) skip=1 ;;
                    -*) ;;
                    *) command="${command:+$command }$word" ;;
                esac
            done
            case "$previous" in
        \(values)
            esac
            case "$command" in
                "") COMPREPLY=( $(compgen -W "\(firstWords)" -- "$current") ) ;;
        \(groupCases)\(commandCases)
            esac
        }
        complete -o default -F _harvestd harvestd

        """
    }

    private static var allFlags: [FlagSpecification] {
        var found: [FlagSpecification] = []
        for flag in CommandTable.all.flatMap(flags) where !found.contains(where: { $0.name == flag.name }) {
            found.append(flag)
        }
        return found
    }

    private static var firstWords: String {
        CommandTable.topNames.joined(separator: " ") + " " + names(GlobalFlags.all)
    }

    private static func names(_ flags: [FlagSpecification]) -> String {
        flags.map { "--\($0.name)" }.joined(separator: " ")
    }

    private static func patterns(_ flag: FlagSpecification) -> String {
        "--\(flag.name)" + (flag.short.map { "|-\($0)" } ?? "")
    }

    private static var valueFlags: String {
        allFlags.filter(\.takesValue).map(patterns).joined(separator: "|")
    }

    private static var values: String {
        allFlags.filter(\.takesValue).map { flag in
            let answer =
                switch flag.value {
                case .file: "$(compgen -f -- \"$current\")"
                case .directory, .setting(ConfigurationTable.dataDirectory): "$(compgen -d -- \"$current\")"
                default: "$(compgen -W \"\(flag.allowed.joined(separator: " "))\" -- \"$current\")"
                }
            return "        \(patterns(flag))) COMPREPLY=( \(answer) ); return ;;"
        }.joined(separator: "\n")
    }

    private static var groupCases: String {
        groups.map { "        \($0.name)) \(reply($0.members.joined(separator: " "))) ;;\n" }.joined()
    }

    private static var commandCases: String {
        CommandTable.all.map { command in
            let words = command.arguments.first?.allowed ?? []
            let topics = command.name == "help" ? CommandTable.topNames : []
            let all = ([names(flags(of: command))] + words + topics).joined(separator: " ")
            return "        \"\(command.name)\"*) \(reply(all)) ;;"
        }.joined(separator: "\n")
    }

    private static func reply(_ words: String) -> String {
        "COMPREPLY=( $(compgen -W \"\(words)\" -- \"$current\") )"
    }
}

/// Matches a flag that stands for one particular setting.
private func ~= (key: ConfigurationKey, other: ConfigurationKey) -> Bool { key.name == other.name }
