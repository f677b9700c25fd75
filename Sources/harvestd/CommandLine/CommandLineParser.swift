/// Reads the arguments of the process against the command table. Flags may stand anywhere, in the form
/// `--flag value` or `--flag=value`, and are never abbreviated.
struct CommandLineParser {
    private let commands: [CommandSpecification]

    init(commands: [CommandSpecification] = CommandTable.all) { self.commands = commands }

    /// Reads the arguments, the program's own name left out.
    func parse(_ arguments: [String]) throws(UsageError) -> Invocation {
        if arguments.contains(where: { $0 == "--dsn" || $0.hasPrefix("--dsn=") }) {
            throw .addressOnCommandLine()
        }
        let words = positionals(of: arguments)
        guard let first = words.first else { return try withoutCommand(arguments) }
        let command = try command(first: first, second: words.dropFirst().first)
        return try fill(Invocation(command: command), from: arguments)
    }

    /// The command two words name, and the default of a group that stands alone.
    private func command(first: String, second: String?) throws(UsageError) -> CommandSpecification {
        let members = commands.filter { $0.group == first }
        if let single = commands.first(where: { $0.name == first }) { return single }
        guard let fallback = members.first else {
            let names = Set(commands.map { $0.group ?? $0.name })
            throw .unknownCommand(first, nearest: EditDistance.nearest(to: first, in: names))
        }
        guard let second else { return fallback }
        if let member = members.first(where: { $0.name == "\(first) \(second)" }) { return member }
        let nearest = EditDistance.nearest(to: "\(first) \(second)", in: members.map(\.name))
        throw .unknownCommand("\(first) \(second)", nearest: nearest)
    }

    private func withoutCommand(_ arguments: [String]) throws(UsageError) -> Invocation {
        guard let help = commands.first(where: { $0.name == "help" }),
            let version = commands.first(where: { $0.name == "version" })
        else { throw .noCommand() }
        let given = try fill(Invocation(command: help), from: arguments)
        if given.has("version") { return try fill(Invocation(command: version), from: arguments) }
        guard given.has("help") else { throw .noCommand() }
        return given
    }

    /// Words that are neither flags nor values of flags. Which flags take values is the same for all
    /// commands, so this works before the command is known.
    private func positionals(of arguments: [String]) -> [String] {
        var words: [String] = []
        var position = 0
        while position < arguments.count {
            let word = arguments[position]
            position += 1
            if word == "--" { return words + arguments[position...] }
            guard word.hasPrefix("-"), word != "-" else {
                words.append(word)
                continue
            }
            if !word.contains("="), anyFlag(word)?.takesValue == true { position += 1 }
        }
        return words
    }

    private func anyFlag(_ word: String) -> FlagSpecification? {
        for command in commands {
            if let flag = Self.flag(word, of: command) { return flag }
        }
        return nil
    }

    private static func flag(_ word: String, of command: CommandSpecification) -> FlagSpecification? {
        if word.hasPrefix("--") { return command.flag(named: String(word.dropFirst(2))) }
        guard word.count == 2, let letter = word.last else { return nil }
        return command.flag(short: letter)
    }

    private func fill(_ empty: Invocation, from arguments: [String]) throws(UsageError) -> Invocation {
        var invocation = empty
        var skipped = empty.command.name.split(separator: " ").map(String.init)
        var rest = arguments[...]
        var flagsEnded = false
        while let word = rest.popFirst() {
            if word == "--", !flagsEnded {
                flagsEnded = true
            } else if !flagsEnded, word.hasPrefix("-"), word != "-" {
                try take(flag: word, rest: &rest, into: &invocation)
            } else if skipped.first == word {
                skipped.removeFirst()
            } else {
                invocation.arguments.append(word)
            }
        }
        if !invocation.has("help"), !invocation.has("version") { try checkArguments(of: invocation) }
        return invocation
    }

    private func take(
        flag word: String, rest: inout ArraySlice<String>, into invocation: inout Invocation
    ) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        let command = invocation.command
        guard let flag = Self.flag(parts[0], of: command) else { throw unknown(parts[0], command: command) }
        guard !invocation.has(flag.name) else { throw .repeated(flag) }
        guard flag.takesValue else {
            guard parts.count == 1 else { throw .unexpectedValue(flag) }
            invocation.values[flag.name] = ""
            return
        }
        var value = parts.count == 2 ? parts[1] : nil
        if value == nil, let next = rest.first, !next.hasPrefix("--") { value = rest.popFirst() }
        guard let value, !value.isEmpty else { throw .missingValue(flag) }
        try FlagCheck.check(value, of: flag)
        invocation.values[flag.name] = value
    }

    private func unknown(_ word: String, command: CommandSpecification) -> UsageError {
        let names = (command.flags + GlobalFlags.all).map(\.name)
        let bare = String(word.drop { $0 == "-" })
        return .unknownFlag(
            word, nearest: EditDistance.nearest(to: bare, in: names), command: command.name)
    }

    private func checkArguments(of invocation: Invocation) throws(UsageError) {
        let command = invocation.command
        for (index, argument) in command.arguments.enumerated() {
            guard index < invocation.arguments.count else {
                if argument.isOptional { continue }
                throw .missingArgument(argument, command: command.name)
            }
            let word = invocation.arguments[index]
            guard argument.allowed.isEmpty || argument.allowed.contains(word) else {
                throw .badArgument(
                    argument, word, nearest: EditDistance.nearest(to: word, in: argument.allowed))
            }
        }
        if invocation.arguments.count > command.arguments.count {
            throw .unexpectedArgument(invocation.arguments[command.arguments.count], command: command.name)
        }
    }
}
