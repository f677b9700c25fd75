internal import HarvestCore
internal import HarvestSources

/// What the program is made of: sources, jobs, writer, and the tree they run in. It is built here and
/// nowhere else, run by `run`, `harvest-once` and `backfill`, and printed by `tree`.
struct Composition: Sendable {
    /// A job with what it is for.
    struct Job: Sendable {
        /// The job's name, with the handle when there is one for each.
        let name: String
        /// What it brings.
        let note: String
        /// The group of the tree it stands in.
        let group: Group
        /// Does it.
        let collector: any Collector
    }

    /// The groups under intake, in their order.
    enum Group: String, Sendable, CaseIterable {
        case social
        case catalogue
        case books
        case settlement
        case derived

        var note: String {
            switch self {
            case .social: "XTracker: accounts, windows, counts, posts"
            case .catalogue: "Gamma: events, markets, tokens"
            case .books: "CLOB: one fetch serves all three"
            case .settlement: "Gamma and CLOB must agree"
            case .derived: "from what is stored"
            }
        }
    }

    let configuration: Configuration
    let store: any Store
    let clock: any EngineClock
    let events: any EngineEventSink
    /// How old a picture of the books may be when another job uses it.
    let bookAge: Duration
    let channel = BatchChannel()
    let runner: JobRunner
    let gamma: GammaSource
    let clob: ClobSource
    let xtracker: XTrackerSource
    /// Keeps and serves the status; only the daemon has one.
    let monitor: ServiceMonitor?
    private let seeds: Seeds

    /// Puts the parts together; nothing starts.
    init(
        _ configuration: Configuration, store: any Store, transport: any HTTPTransport,
        clock: any EngineClock, events: any EngineEventSink, seeds: Seeds,
        bookAge: Duration = BookDesk.usualAge, monitor: ServiceMonitor? = nil
    ) {
        self.configuration = configuration
        self.store = store
        self.clock = clock
        self.events = events
        self.seeds = seeds
        self.bookAge = bookAge
        self.monitor = monitor
        func upstream(_ name: String, _ settings: Configuration.Upstream) -> Upstream {
            Upstream(
                name: name, baseURL: settings.address, transport: transport,
                bucket: TokenBucket(rate: settings.rate, burst: settings.burst),
                policy: RetryPolicy(seed: seeds[name]), clock: clock, events: events)
        }
        gamma = GammaSource(upstream("gamma", configuration.gamma))
        clob = ClobSource(upstream("clob", configuration.clob))
        xtracker = XTrackerSource(upstream("xtracker", configuration.xtracker))
        runner = JobRunner(channel: channel, clock: clock, events: events, seed: seeds["runs"])
    }

    /// The part that stores, for any tree: it ends when the channel is finished and empty.
    var storage: SupervisionTree {
        let writer = Writer(
            channel: channel, store: store, clock: clock, events: events, seed: seeds["writer"])
        return .group(
            "storage", note: "ends when its channel ends; its failure ends the engine",
            options: .init(endsParent: true),
            [.service("writer", note: "batches to \(store.label)", writer)])
    }

    /// The daemon: every job at its interval until `stop` returns, then what is under way is stored.
    func daemon(until stop: @escaping @Sendable () async -> Void) -> SupervisionTree {
        let groups = Group.allCases.map { group in
            SupervisionTree.group(
                group.rawValue, note: group.note, jobs.filter { $0.group == group }.map(scheduled))
        }
        return .group(
            "harvestd",
            status + [
                .group(
                    "intake", note: "cancelled first",
                    options: .init(until: stop, onExit: { [channel] in channel.finish() }), groups),
                storage,
            ])
    }

    /// One piece of work and the storage under it: what `harvest-once` and `backfill` run.
    func once(
        _ name: String, _ work: any Service, until stop: @escaping @Sendable () async -> Void
    ) -> SupervisionTree {
        .group(
            name,
            [
                .group(
                    "intake", options: .init(until: stop, onExit: { [channel] in channel.finish() }),
                    [.service("jobs", note: "one after the other", work)]),
                storage,
            ])
    }

    /// Runs a tree to its end.
    func run(_ tree: SupervisionTree) async throws {
        try await Supervisor(clock: clock, events: events, seed: seeds["supervisor"]).run(tree)
    }

    private func scheduled(_ job: Job) -> SupervisionTree {
        // Every job has an interval in the configuration table; a test holds that.
        let interval = configuration.interval(of: job.collector.job) ?? .minutes(5)
        let slowDown = ScheduledJob.SlowDown(
            threshold: configuration.postFailureThreshold, interval: configuration.postFailureInterval)
        let service = ScheduledJob(
            job.collector, every: interval, slowDown: job.collector.job == .postSync ? slowDown : nil,
            runner: runner, clock: clock, seed: seeds[job.name])
        return .service(
            job.name, note: "every \(interval.milliseconds / 1_000) s: \(job.note)", restart: .collector,
            service)
    }
}
