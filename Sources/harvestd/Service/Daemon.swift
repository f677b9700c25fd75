internal import HarvestCore

/// What `harvestd run` runs: the composition's jobs on a roster, and those who attend to them: the heartbeat,
/// the reload and the status. Making it starts nothing.
struct Daemon: Sendable {
    /// Rung by SIGHUP and by changed files.
    let reloadBell = Bell()
    /// Rung by SIGUSR1.
    let statusBell = Bell()

    private let context: CommandContext
    private let composition: Composition
    private let roster: Roster
    private let notifier: ServiceNotifier
    private let files: [String]
    private let reload: Reload

    /// Puts the parts together around a composition that was made from the context's configuration.
    init(_ context: CommandContext, _ composition: Composition) {
        self.context = context
        self.composition = composition
        roster = composition.roster()
        notifier = ServiceNotifier(
            context.shell.surroundings, events: context.events,
            monotonicMicroseconds: { SystemClock.monotonicMicroseconds })
        files = context.invocation.has("hot-reload") ? context.report.watchedFiles : []
        reload = Reload(
            context, composition: composition, roster: roster, notifier: notifier)
    }

    /// The tree; intake ends when `stop` returns.
    func tree(until stop: @escaping @Sendable () async -> Void) -> SupervisionTree {
        composition.daemon(roster, intake: desk, attendants: [heartbeat] + upkeep) {
            [notifier, composition] in
            await stop()
            await composition.writer.noteStop()
            notifier.send(.stopping)
        }
    }

    /// How the service is doing.
    func status() async -> ServiceStatus {
        await ServiceStatus(of: roster, channel: composition.channel, journal: composition.journal?.room)
    }

    private var desk: [SupervisionTree] {
        var services = [
            Attendant(
                name: "reload", note: "SIGHUP: reads the settings again and applies the difference",
                service: BellService(reloadBell) { [reload] in try await reload.perform() }),
            Attendant(
                name: "telling", note: "SIGUSR1: says how each job is doing",
                service: BellService(statusBell) { [context, composition] in
                    for line in composition.monitor?.statusText.split(separator: "\n") ?? [] {
                        context.notes.notice(String(line))
                    }
                }),
        ]
        if !files.isEmpty {
            services.append(
                Attendant(
                    name: "files", note: "a changed file of settings reloads",
                    service: FileWatcher(paths: files, clock: composition.clock, bell: reloadBell)))
        }
        return [composition.attended("desk", note: "what a person asks for; never ends the rest", services)]
    }

    private var upkeep: [SupervisionTree] {
        guard composition.configuration.keepsJournal else { return [] }
        // A tree that is only shown comes without a journal, for that would be made on the disk.
        let upkeep: any Service =
            if let journal = composition.journal {
                JournalUpkeep(
                    journal, writer: composition.writer, clock: composition.clock, events: composition.events)
            } else {
                BellService(Bell()) {}
            }
        return [
            composition.attended(
                "upkeep", note: "never ends the rest",
                [
                    Attendant(
                        name: "journal", note: "deletes what is stored and old; tells its size",
                        service: upkeep)
                ])
        ]
    }

    private var heartbeat: SupervisionTree {
        let pulse = Heartbeat(
            every: Self.interval(of: notifier.watchdogInterval),
            checks: [.punctuality(of: roster), .answer(of: composition.writer)], clock: composition.clock,
            events: composition.events, beat: beat)
        return .service(
            "heartbeat", note: "watchdog of systemd; beats while jobs are punctual and the writer answers",
            pulse)
    }

    /// The beat: the first one that comes after the jobs are on their schedules makes the service ready.
    private var beat: @Sendable () async -> Void {
        let isReady = Locked(false)
        return { [self] in
            await roster.begun.wait()
            let isFirst = isReady.withLock { ready in
                defer { ready = true }
                return !ready
            }
            if isFirst { notifier.send(.ready) }
            notifier.send(.watchdog)
            notifier.send(.status(await status().headline))
        }
    }

    /// Three beats in the time the manager waits for one, and a status every ten seconds at least.
    static func interval(of watchdog: Duration?) -> Duration {
        min(.seconds(10), (watchdog ?? .seconds(30)) / 3)
    }
}
