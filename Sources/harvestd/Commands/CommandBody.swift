/// What a command does.
enum CommandBody: Sendable {
    /// Works without a configuration, or shows what is wrong with it.
    case plain(@Sendable (Shell) async throws -> ExitCode)
    /// Needs a configuration without problems.
    case configured(@Sendable (CommandContext) async throws -> ExitCode)
    /// Takes defaults and its own flags, whatever is configured.
    case preset(@Sendable (CommandContext) async throws -> ExitCode)

    /// Does it.
    func run(in shell: Shell) async throws -> ExitCode {
        switch self {
        case .plain(let body): try await body(shell)
        case .configured(let body): try await body(try shell.context(shell.configurationReport()))
        case .preset(let body): try await body(try shell.context(shell.flagsReport()))
        }
    }
}
