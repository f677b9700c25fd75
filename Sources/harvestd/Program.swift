internal import HarvestCore

/// One run of the program: from arguments to an exit code. Everything that goes wrong ends here, in words.
struct Program: Sendable {
    let surroundings: Surroundings
    let clock: any EngineClock

    /// Does what the arguments ask for.
    func run(_ arguments: [String]) async -> ExitCode {
        do throws(UsageError) {
            let invocation = try CommandLineParser().parse(arguments)
            return await run(invocation)
        } catch {
            return tell(error, arguments)
        }
    }

    private func run(_ invocation: Invocation) async -> ExitCode {
        let shell = shell(for: invocation)
        do {
            if invocation.has("help") { return try Self.help(shell) }
            if invocation.has("version") { return try VersionCommand.run(shell) }
            guard let body = CommandDispatch.bodies[invocation.command.name] else {
                throw UsageError(
                    code: "E4001", message: "this build has no \(invocation.command.name)",
                    remedy: "harvestd help lists the commands")
            }
            return try await body.run(in: shell)
        } catch is Output.Closed {
            return .success
        } catch {
            let report = FailureReport(error)
            shell.notes.failure(report, isJSON: shell.output.isJSON)
            return report.exitCode
        }
    }

    private static func help(_ shell: Shell) throws -> ExitCode {
        let command = shell.invocation.command
        guard command.name == "help" else {
            try shell.output.page(HelpPage.command(command, style: shell.output.style))
            return .success
        }
        return try HelpCommand.run(shell)
    }

    /// Says what is wrong with the arguments; without a command, the list of commands comes first.
    private func tell(_ error: UsageError, _ arguments: [String]) -> ExitCode {
        let notes = notes(color: nil, secrets: SecretKeeper())
        if arguments.isEmpty {
            notes.write(HelpPage.top(style: notes.style))
        } else {
            notes.failure(FailureReport(error), isJSON: arguments.contains("--json"))
        }
        return .usage
    }

    private func shell(for invocation: Invocation) -> Shell {
        let secrets = SecretKeeper()
        let color = invocation.value("color")
        let stdout = Descriptor.standardOutput
        let isTerminal = stdout.isTerminal
        let output = Output(
            isJSON: invocation.has("json"), isTerminal: isTerminal,
            style: TextStyle(choice: color, isTerminal: isTerminal, variables: surroundings.variables),
            times: TimeStyle(isLocal: isTerminal && !invocation.has("utc")),
            sink: { text throws(Descriptor.Failure) in try stdout.write(text) })
        return Shell(
            invocation: invocation, surroundings: surroundings, output: output,
            notes: notes(color: color, secrets: secrets), clock: clock, secrets: secrets)
    }

    private func notes(color: String?, secrets: SecretKeeper) -> Notes {
        let stderr = Descriptor.standardError
        let isTerminal = stderr.isTerminal
        return Notes(
            style: TextStyle(choice: color, isTerminal: isTerminal, variables: surroundings.variables),
            isTerminal: isTerminal, secrets: secrets
        ) { text in
            // Nobody is left to be told when stderr itself is gone.
            try? stderr.write(text)
        }
    }
}
