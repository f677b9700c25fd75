internal import HarvestCore

/// A command line that cannot be followed. It never repeats a value that may be a secret.
struct UsageError: HarvestFailure {
    let code: String
    let message: String
    var cause: String?
    var remedy: String?

    var advice: Advice { .stop }

    static func noCommand() -> UsageError {
        UsageError(code: "E4001", message: "no command given", remedy: "harvestd help")
    }

    static func unknownCommand(_ word: String, nearest: String?) -> UsageError {
        UsageError(
            code: "E4001", message: "there is no command \(SafeText.quoted(word))",
            remedy: nearest.map { "did you mean: harvestd \($0)" } ?? "harvestd help")
    }

    static func unknownFlag(_ flag: String, nearest: String?, command: String?) -> UsageError {
        let place = command.map { "harvestd \($0)" } ?? "harvestd"
        return UsageError(
            code: "E4002", message: "\(place) has no flag \(SafeText.quoted(flag))",
            remedy: nearest.map { "did you mean: --\($0)" } ?? "\(helpLine(command))")
    }

    static func missingValue(_ flag: FlagSpecification) -> UsageError {
        UsageError(
            code: "E4003", message: "--\(flag.name) needs a value",
            remedy: "write --\(flag.name) \(flag.valueName)")
    }

    static func unexpectedValue(_ flag: FlagSpecification) -> UsageError {
        UsageError(
            code: "E4003", message: "--\(flag.name) takes no value", remedy: "write --\(flag.name) alone")
    }

    static func repeated(_ flag: FlagSpecification) -> UsageError {
        UsageError(
            code: "E4004", message: "--\(flag.name) is given twice", remedy: "leave one of them out")
    }

    static func badValue(
        _ flag: FlagSpecification, _ value: String, because cause: String, remedy: String?
    ) -> UsageError {
        UsageError(
            code: "E4005", message: "--\(flag.name) cannot be \(SafeText.quoted(value))", cause: cause,
            remedy: remedy)
    }

    static func unexpectedArgument(_ word: String, command: String) -> UsageError {
        UsageError(
            code: "E4006", message: "harvestd \(command) does not take \(SafeText.quoted(word))",
            remedy: helpLine(command))
    }

    static func missingArgument(_ argument: ArgumentSpecification, command: String) -> UsageError {
        UsageError(
            code: "E4006", message: "harvestd \(command) needs \(argument.name)",
            cause: argument.allowed.isEmpty ? nil : "one of " + argument.allowed.joined(separator: ", "),
            remedy: helpLine(command))
    }

    static func badArgument(
        _ argument: ArgumentSpecification, _ word: String, nearest: String?
    ) -> UsageError {
        UsageError(
            code: "E4006", message: "\(argument.name) cannot be \(SafeText.quoted(word))",
            cause: "it is one of " + argument.allowed.joined(separator: ", "),
            remedy: nearest.map { "did you mean: \($0)" })
    }

    static func missingFlag(_ name: String, command: String) -> UsageError {
        UsageError(
            code: "E4008", message: "harvestd \(command) needs --\(name)", remedy: helpLine(command))
    }

    /// A database address on the command line, which everybody on the machine could read.
    static func addressOnCommandLine() -> UsageError {
        UsageError(
            code: "E4007", message: "the database address is not taken from the command line",
            cause: "everybody on this machine can read the arguments of a process, password included",
            remedy: "put the address in a file of mode 0600 and write --dsn-file FILE,"
                + " or set POLARIS_DATABASE_URL")
    }

    private static func helpLine(_ command: String?) -> String {
        command.map { "harvestd help \($0)" } ?? "harvestd help"
    }
}
