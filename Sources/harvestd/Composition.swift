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
        /// What of the configuration it was made from, its interval aside.
        var traits: [String: String] = [:]
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

    private(set) var configuration: Configuration
    let store: any Store
    let clock: any EngineClock
    let events: any EngineEventSink
    let channel = BatchChannel()
    let runner: JobRunner
    let writer: Writer
    /// Keeps and serves the status; only the daemon has one.
    let monitor: ServiceMonitor?
    /// Where what comes is kept before it is decoded; only the daemon has one.
    let journal: JournalDesk?
    private(set) var upstreams: Upstreams
    /// One picture of the books for the jobs that want one.
    private(set) var desk: BookDesk
    let seeds: Seeds
    private let transport: any HTTPTransport
    private let givenBookAge: Duration?

    /// Puts the parts together; nothing starts. `bookAge` is how old a picture of the books may be when
    /// another job uses it; by default that follows from how often they are wanted.
    init(
        _ configuration: Configuration, store: any Store, transport: any HTTPTransport,
        clock: any EngineClock, events: any EngineEventSink, seeds: Seeds,
        bookAge: Duration? = nil, monitor: ServiceMonitor? = nil, journal: JournalDesk? = nil
    ) {
        self.configuration = configuration
        self.store = store
        self.transport = transport
        self.clock = clock
        self.events = events
        self.seeds = seeds
        givenBookAge = bookAge
        self.monitor = monitor
        self.journal = journal
        upstreams = Upstreams(
            configuration, transport: transport, clock: clock, events: events, seeds: seeds)
        desk = BookDesk(
            clob: ClobSource(upstreams.clob), store: store, clock: clock,
            maximumAge: bookAge ?? Self.bookAge(configuration))
        runner = JobRunner(
            channel: channel, journal: journal?.room, clock: clock, events: events, seed: seeds["runs"])
        writer = Writer(
            channel: channel, store: store,
            spill: journal?.spill(cast: JournalCast(configuration, store: store, clock: clock)), clock: clock,
            events: events,
            seed: seeds["writer"])
    }

    /// How old a picture of the books may be when another job uses it.
    var bookAge: Duration { givenBookAge ?? Self.bookAge(configuration) }

    private static func bookAge(_ configuration: Configuration) -> Duration {
        let jobs: [JobName] = [.quoteTopSync, .quoteDepthSync, .orderbookL2Sync]
        let shortest = jobs.compactMap { configuration.interval(of: $0) }.min()
        return BookDesk.usualAge(every: shortest ?? .seconds(10))
    }

    var gamma: GammaSource { GammaSource(upstreams.gamma) }
    var clob: ClobSource { ClobSource(upstreams.clob) }
    var xtracker: XTrackerSource { XTrackerSource(upstreams.xtracker) }

    /// The same parts under another configuration: channel, writer, store and transport stay, and so does
    /// every upstream service whose address stays, with its permits.
    func with(_ configuration: Configuration) -> Composition {
        var next = self
        next.configuration = configuration
        next.upstreams = upstreams.changed(
            from: self.configuration, to: configuration, transport: transport, clock: clock, events: events,
            seeds: seeds)
        if next.upstreams.clob !== upstreams.clob {
            next.desk = BookDesk(clob: next.clob, store: store, clock: clock, maximumAge: next.bookAge)
        }
        return next
    }

    /// The part that stores, for any tree: it ends when the channel is finished and empty.
    var storage: SupervisionTree {
        .group(
            "storage", note: "ends when its channel ends; its failure ends the engine",
            options: .init(endsParent: true),
            [.service("writer", note: "batches to \(store.label)", writer)])
    }

    /// The daemon: the jobs of the roster until `stop` returns, then what is under way is stored. `intake`
    /// are services that end with the jobs, `attendants` those that stay until all is stored.
    func daemon(
        _ roster: Roster, intake: [SupervisionTree] = [], attendants: [SupervisionTree] = [],
        until stop: @escaping @Sendable () async -> Void
    ) -> SupervisionTree {
        let jobs = SupervisionTree.service(
            "jobs", note: "each on its own; a reload touches those it changes", showing: groups, roster)
        return .group(
            "harvestd",
            attendants + status + [
                .group(
                    "intake", note: "cancelled first",
                    options: .init(until: stop, onExit: { [channel] in channel.finish() }), intake + [jobs]),
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
}
