internal import HarvestCore
internal import HarvestSources

/// Puts another configuration into effect while the service runs: reads and checks it first, keeps the old
/// one when the new one is bad, and touches only what differs. Transport, store and permits stay.
actor Reload {
    private let shell: Shell
    private let log: LogWriter
    private let events: any EngineEventSink
    private let roster: Roster
    private let notifier: ServiceNotifier
    private var settings: [Setting]
    private var composition: Composition

    /// Starts from what runs now: a composition that was made from the context's configuration.
    init(
        _ context: CommandContext, composition: Composition, roster: Roster, notifier: ServiceNotifier
    ) {
        shell = context.shell
        log = context.log
        events = context.events
        settings = context.report.settings
        self.composition = composition
        self.roster = roster
        self.notifier = notifier
    }

    /// Reads the configuration again and applies what differs, or nothing of it: also when the journal cannot
    /// note the settings. Throws only when the task is cancelled.
    func perform() async throws {
        notifier.send(.reloading)
        // Whatever comes of it, the service is ready again, with the new configuration or with the old one,
        // unless it was told to stop meanwhile.
        defer { if !Task.isCancelled { notifier.send(.ready) } }
        let report = shell.configurationReport()
        guard report.problems.isEmpty else { return refuse(report.problems) }
        let change = ConfigurationChange(from: settings, to: report.settings)
        let configuration = Configuration(settings: change.settings)
        let next = composition.with(configuration)
        do {
            // Runs that the new settings shape must come after the record of the settings.
            try await next.journal?.room.note(settings: configuration.journalFields)
        } catch let error where !(error is CancellationError) {
            return refuse(because: error)
        }
        if next.desk !== composition.desk { await composition.desk.retire() }
        if next.configuration.paces != composition.configuration.paces {
            await next.upstreams.changePaces(to: configuration)
        }
        await next.desk.changeMaximumAge(to: next.bookAge)
        // Before the plan, so that the first runs of accounts that come are not missed.
        next.monitor?.adopt(configuration)
        let difference = try await roster.apply(next.plan)
        shell.retune(log, by: configuration)
        composition = next
        settings = change.settings
        tell(change, difference)
    }

    private func refuse(_ problems: [ConfigurationProblem]) {
        for problem in problems { shell.notes.notice("reload: \(problem.line)") }
        notifier.send(.status("new settings refused, the old ones stay: \(problems[0].line)"))
        events.report(.configurationRefused(problems))
    }

    private func refuse(because error: any Error) {
        let report = FailureReport(error)
        shell.notes.notice("reload: the journal cannot note the settings: \(report.message)")
        notifier.send(.status("new settings refused, the old ones stay: \(report.message)"))
        events.report(.configurationRefused(because: error))
    }

    private func tell(_ change: ConfigurationChange, _ difference: RosterDifference) {
        let waiting = change.waiting.map { "\($0) needs a restart" }
        let count = difference.unchanged.count
        let rest = "\(count) \(count == 1 ? "job" : "jobs") unchanged"
        for line in change.applied + difference.lines + waiting + [rest] {
            shell.notes.notice("reload: \(line)")
        }
        events.report(.configurationReloaded(change, difference))
    }
}

extension Configuration {
    /// How fast each service is asked.
    fileprivate var paces: [Upstream] { [gamma, clob, xtracker] }
}

extension EngineEvent {
    /// Another configuration is in effect, as far as a running service can change.
    fileprivate static func configurationReloaded(
        _ change: ConfigurationChange, _ difference: RosterDifference
    ) -> EngineEvent {
        EngineEvent(
            "ConfigurationReloaded", level: .notice,
            [
                "settings": .integer(change.applied.count), "changed": .integer(difference.changed.count),
                "added": .integer(difference.added.count), "removed": .integer(difference.removed.count),
                "unchanged": .integer(difference.unchanged.count),
                "needs_restart": change.waiting.isEmpty ? nil : .text(change.waiting.joined(separator: ",")),
            ])
    }

    /// Another configuration was not taken; the old one stays in effect.
    fileprivate static func configurationRefused(_ problems: [ConfigurationProblem]) -> EngineEvent {
        EngineEvent(
            "ConfigurationRefused", level: .error,
            [
                "problems": .integer(problems.count),
                "err": .text(problems.map(\.line).joined(separator: "; ")),
            ])
    }

    /// Another configuration was right and could not be noted in the journal; the old one stays in effect.
    fileprivate static func configurationRefused(because error: any Error) -> EngineEvent {
        let failure = RecordedFailure(error)
        return EngineEvent(
            "ConfigurationRefused", level: .error,
            ["code": .text(failure.code), "err": .text(failure.description)])
    }
}
