/// `harvestd completions`.
enum CompletionsCommand {
    static func run(_ shell: Shell) throws -> ExitCode {
        // The parser admits only shells of the table, so there is always a script.
        try shell.output.page(shell.invocation.arguments.first.flatMap(CompletionScript.text) ?? "")
        return .success
    }
}
