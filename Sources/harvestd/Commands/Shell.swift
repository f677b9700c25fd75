internal import HarvestCore

/// What every command works with: what was typed, what is around, where answers go, what time it is. Tests
/// make one of their own and read what was said.
struct Shell: Sendable {
    /// What was typed.
    let invocation: Invocation
    /// Environment variables and the places of settings files.
    let surroundings: Surroundings
    /// Where answers go.
    let output: Output
    /// Where notices, progress and errors go.
    let notes: Notes
    /// What time it is.
    let clock: any EngineClock
    /// The passwords of this run.
    let secrets: SecretKeeper

    /// Resolves the configuration. Every command takes it from here.
    func configurationReport() -> ConfigurationReport {
        let report = ConfigurationLoader.load(invocation, in: surroundings)
        if let text = report.setting(ConfigurationTable.databaseURL)?.text,
            let address = DatabaseAddress(parsing: text)
        {
            secrets.learn(from: address)
        }
        return report
    }

    /// Everything a command needs that cannot work without a configuration.
    func context() throws -> CommandContext {
        let report = configurationReport()
        let configuration = try report.configuration()
        for notice in report.notices { notes.notice(notice) }
        return CommandContext(
            shell: self, configuration: configuration,
            events: notes.logWriter(
                configuration.logFormat, least: configuration.logLevel, surroundings: surroundings,
                clock: clock))
    }
}
