internal import HarvestCore

/// What a command works with that needs the configuration: the shell, the settings and where events go.
struct CommandContext: Sendable {
    /// What was typed, where answers go, what time it is.
    let shell: Shell
    /// The settings.
    let configuration: Configuration
    /// Where events go.
    let events: any EngineEventSink

    /// What was typed.
    var invocation: Invocation { shell.invocation }
    /// Where answers go.
    var output: Output { shell.output }
    /// Where notices, progress and errors go.
    var notes: Notes { shell.notes }
    /// What time it is.
    var clock: any EngineClock { shell.clock }
}
