extension CompletionScript {
    /// One `_arguments` line for each flag, chosen by the command.
    static var zsh: String {
        """
        #compdef harvestd
        # Completions of harvestd for zsh.
        _harvestd() {
            local context state line
            local -a commands
            commands=(
        \(lines(CommandTable.topNames.map { quoted("\($0):\(plain(HelpPage.summary(of: $0)))") }))
            )
            _arguments -C '1:command:->command' '*::argument:->argument'
            case $state in
                command) _describe -t commands command commands ;;
                argument)
                    case $words[1] in
        \(topCases)
                    esac ;;
            esac
        }
        _harvestd "$@"

        """
    }

    private static func lines(_ items: [String]) -> String {
        items.map { "        \($0)" }.joined(separator: "\n")
    }

    private static var topCases: String {
        CommandTable.topNames.map { name in
            let members = CommandTable.all.filter { $0.group == name }
            guard let command = CommandTable.named(name) ?? members.first else { return "" }
            var arguments = flags(of: command).map(argument)
            if let group = groups.first(where: { $0.name == name }) {
                arguments.append(quoted("1:what:(\(group.members.joined(separator: " ")))"))
                arguments += members.dropFirst().flatMap(\.flags)
                    .filter { flag in !flags(of: command).contains { $0.name == flag.name } }.map(argument)
            } else if let first = command.arguments.first {
                let allowed = first.allowed.isEmpty ? CommandTable.topNames : first.allowed
                arguments.append(quoted("1:\(first.name):(\(allowed.joined(separator: " ")))"))
            }
            let list = arguments.joined(separator: " \\\n                    ")
            return "                \(name)) _arguments \(list) ;;"
        }.joined(separator: "\n")
    }

    private static func argument(_ flag: FlagSpecification) -> String {
        let text = plain(flag.summary)
        guard flag.takesValue else { return quoted("--\(flag.name)[\(text)]") }
        return quoted("--\(flag.name)=[\(text)]:\(flag.valueName):\(action(flag))")
    }

    private static func action(_ flag: FlagSpecification) -> String {
        switch flag.value {
        case .file: "_files"
        case .directory: "_files -/"
        default: flag.allowed.isEmpty ? " " : "(\(flag.allowed.joined(separator: " ")))"
        }
    }

    /// Text without the signs that mean something inside a specification of zsh.
    private static func plain(_ text: String) -> String {
        String(text.map { "[]:\\".contains($0) ? " " : $0 })
    }
}
