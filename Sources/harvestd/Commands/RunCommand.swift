internal import Glibc
internal import HarvestCore
internal import HarvestSources
internal import HarvestStore

/// `harvestd run`.
enum RunCommand {
    static func run(_ context: CommandContext) async throws -> ExitCode {
        let monitor = context.monitor()
        let log = QuietLog(context.events, clock: context.clock)
        let context = context.with(events: EventFanOut(sinks: [log, monitor]))
        return try await context.withJournal { journal in
            try await run(context, monitor: monitor, journal: journal)
        }
    }

    private static func run(
        _ context: CommandContext, monitor: ServiceMonitor, journal: SegmentedJournal?
    ) async throws -> ExitCode {
        try await context.withComposition(isService: true, monitor: monitor, journal: journal) {
            composition, report in
            let daemon = Daemon(context, composition)
            let watch = SignalWatch(
                notes: context.notes, bells: [SIGHUP: daemon.reloadBell, SIGUSR1: daemon.statusBell])
            context.events.report(
                .harvestStarted(context.configuration, durability: report?.durability))
            try await composition.run(daemon.tree(until: watch.stopRequested))
            context.events.report(EngineEvent("HarvestStopped", level: .notice))
            return .success
        }
    }
}

extension EngineEvent {
    /// The daemon runs from now on: what it collects and where the rows go.
    fileprivate static func harvestStarted(
        _ configuration: Configuration, durability: String?
    ) -> EngineEvent {
        EngineEvent(
            "HarvestStarted", level: .notice,
            [
                "store": .text(configuration.database.rooted.description),
                "durability": durability.map { .text($0) },
                "handles": .text(configuration.handles.joined(separator: ",")),
                "scope": .text(configuration.scope.rawValue), "state": .text(configuration.state.rawValue),
                "gamma": .text(configuration.gamma.address), "clob": .text(configuration.clob.address),
                "xtracker": .text(configuration.xtracker.address),
            ])
    }
}
