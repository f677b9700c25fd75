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
        learned(ConfigurationLoader.load(invocation, in: surroundings))
    }

    /// Resolves the flags alone, for commands that do not obey the configuration.
    func flagsReport() -> ConfigurationReport {
        learned(ConfigurationLoader.loadFlags(invocation, in: surroundings))
    }

    /// Everything a command needs that cannot work without a configuration. From here on, notices and the
    /// last error take the form of the log where that is for machines.
    func context(_ report: ConfigurationReport) throws -> CommandContext {
        let log = logWriter(report)
        if isLogForMachines(log.format, report) { notes.speak(through: log) }
        let configuration = try report.configuration()
        for notice in report.notices { notes.notice(notice) }
        return CommandContext(
            shell: self, report: report, configuration: configuration, events: log, log: log)
    }

    /// Gives the log of this run the form and level of other settings.
    func retune(_ log: LogWriter, by configuration: Configuration) {
        let format = LogFormat(
            configuration.logFormat, stream: .standardError, variables: surroundings.variables)
        log.change(to: format, least: configuration.logLevel)
        if format == .json || format == .journal { notes.speak(through: log) }
    }

    /// The log as the settings want it, which is also told when other settings are wrong.
    private func logWriter(_ report: ConfigurationReport) -> LogWriter {
        let values = SettingValues(report.settings)
        return notes.logWriter(
            LogFormat.Choice(rawValue: values.word(ConfigurationTable.logFormat)) ?? .auto,
            least: LogFormat.level(values.text(ConfigurationTable.logLevel)), surroundings: surroundings,
            clock: clock)
    }

    /// Whether machines read stderr: they were asked for, or systemd listens, or this is the daemon.
    private func isLogForMachines(_ format: LogFormat, _ report: ConfigurationReport) -> Bool {
        switch format {
        case .text: false
        case .json, .journal: true
        case .logfmt:
            invocation.command.name == "run"
                || report.setting(ConfigurationTable.logFormat)?.text.lowercased() == "logfmt"
        }
    }

    private func learned(_ report: ConfigurationReport) -> ConfigurationReport {
        if let text = report.setting(ConfigurationTable.databaseURL)?.text,
            let address = DatabaseAddress(parsing: text)
        {
            secrets.learn(from: address)
        }
        return report
    }
}
