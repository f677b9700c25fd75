internal import HarvestCore
internal import HarvestSources
internal import HarvestStore

/// What a command works with that needs the configuration: the shell, the settings and where events go.
struct CommandContext: Sendable {
    /// What was typed, where answers go, what time it is.
    let shell: Shell
    /// What the settings were read from.
    let report: ConfigurationReport
    /// The settings.
    let configuration: Configuration
    /// Where events go.
    let events: any EngineEventSink
    /// The log of this run, which a reload may change.
    let log: LogWriter

    /// What was typed.
    var invocation: Invocation { shell.invocation }
    /// Where answers go.
    var output: Output { shell.output }
    /// Where notices, progress and errors go.
    var notes: Notes { shell.notes }
    /// What time it is.
    var clock: any EngineClock { shell.clock }

    /// The same with another configuration.
    func with(configuration: Configuration) -> CommandContext {
        CommandContext(
            shell: shell, report: report, configuration: configuration, events: events, log: log)
    }

    /// The same with events going somewhere else.
    func with(events: any EngineEventSink) -> CommandContext {
        CommandContext(
            shell: shell, report: report, configuration: configuration, events: events, log: log)
    }

    /// What the daemon's status is kept in.
    func monitor() -> ServiceMonitor {
        ServiceMonitor(
            configuration, settingsFile: report.file, schema: Migration.currentVersion,
            clock: clock, secrets: shell.secrets)
    }

    /// Lends the configured store, and closes it when `body` returns.
    func withStore<Result>(
        waitsOutDoubts: Bool = true, _ body: (any Store) async throws -> Result
    ) async throws -> Result {
        try await Resources.withStore(
            configuration.database, durability: configuration.durability, clock: clock,
            waitsOutDoubts: waitsOutDoubts, body)
    }

    /// Lends a running transport, and ends it when `body` returns.
    func withTransport<Result>(_ body: (any HTTPTransport) async throws -> Result) async throws -> Result {
        try await Resources.withTransport(clock: clock, body)
    }
}
