import HarvestCore
import HarvestSimulator
@testable import HarvestSources
import HarvestTestSupport

/// A simulated exchange, a real transport, a store in memory and the engine between them: what a collector
/// meets in the daemon, with time in the test's hands.
struct Bench: Sendable {
    let simulator: Simulator
    let store: MemoryStore
    let clock: SkippingClock
    let gamma: GammaSource
    let clob: ClobSource
    let xtracker: XTrackerSource
    let runner: JobRunner

    /// The time at which simulated worlds start.
    static let start = Timestamp(parsing: "2026-04-08T15:30:00Z") ?? Timestamp(seconds: 0)

    /// Worlds are costly in memory and time, so few are there at once.
    private static let room = Gate(width: 2)

    /// Sets everything up while `body` runs.
    static func with(
        marketCount: Int = 200, seed: UInt64 = 1, quirks: SimulatorQuirks = .usual,
        _ body: (Bench) async throws -> Void
    ) async throws {
        try await room.pass {
            try await inside(marketCount: marketCount, seed: seed, quirks: quirks, body)
        }
    }

    private static func inside(
        marketCount: Int, seed: UInt64, quirks: SimulatorQuirks, _ body: (Bench) async throws -> Void
    ) async throws {
        let clock = SkippingClock(now: start)
        var configuration = SimulatorConfiguration(seed: seed, marketCount: marketCount)
        configuration.gammaStaleness = .zero
        configuration.quirks = quirks
        try await withSimulator(configuration: configuration, clock: clock) { address, simulator in
            try await withCurlTransport(clock: clock) { carrier in
                let transport = PatientTransport(carrier)
                let channel = BatchChannel()
                let bench = try await Bench(
                    simulator: simulator, address: address, transport: transport, channel: channel,
                    clock: clock)
                try await bench.running(channel) { try await body(bench) }
            }
        }
    }

    private init(
        simulator: Simulator, address: SimulatorAddress, transport: any HTTPTransport,
        channel: BatchChannel, clock: SkippingClock
    ) async throws {
        func upstream(_ name: String, _ url: String) -> Upstream {
            Upstream(
                name: name, baseURL: url, transport: transport, bucket: TokenBucket(rate: 100, burst: 100),
                policy: RetryPolicy(seed: 1), clock: clock, events: EventRecorder())
        }
        self.simulator = simulator
        self.clock = clock
        store = MemoryStore(clock: clock)
        _ = try await store.migrate()
        gamma = GammaSource(upstream("gamma", address.gamma))
        clob = ClobSource(upstream("clob", address.clob))
        xtracker = XTrackerSource(upstream("xtracker", address.xtracker))
        runner = JobRunner(channel: channel, clock: clock, events: EventRecorder(), seed: 1)
    }

    private func running(_ channel: BatchChannel, _ body: () async throws -> Void) async throws {
        let writer = Writer(channel: channel, store: store, clock: clock, events: EventRecorder(), seed: 1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await writer.run() }
            defer { channel.finish() }
            try await body()
        }
    }

    /// One collector of each job, in the order in which they need each other.
    func everyCollector(scope: DiscoveryScope = .elonTweet) -> [any Collector] {
        let handle = "elonmusk"
        let desk = BookDesk(clob: clob, store: store, clock: clock, maximumAge: .seconds(4))
        let books = BookCollector.Part.allCases.map { BookCollector($0, desk: desk) }
        return [
            TrackingCollector(xtracker: xtracker, handle: handle), discovery(scope),
            MetricCollector(xtracker: xtracker, store: store, handle: handle),
            PostCollector(xtracker: xtracker, store: store, handle: handle), MappingCollector(store: store),
        ] + books + [
            SettlementCollector(gamma: gamma, clob: clob, store: store), AggregateCollector(store: store),
            HealthCollector(store: store),
        ]
    }

    func discovery(_ scope: DiscoveryScope = .elonTweet, state: DiscoveryState = .open) -> DiscoveryCollector
    {
        DiscoveryCollector(gamma: gamma, store: store, scope: scope, state: state, handles: ["elonmusk"])
    }

    /// Runs one collector of each job.
    func round() async -> [JobName: JobReport] {
        var reports: [JobName: JobReport] = [:]
        for collector in everyCollector() { reports[collector.job] = await runner.run(collector) }
        return reports
    }

    /// All rows of a table.
    func rows(_ table: TableSchema) async throws -> [Row] { try await store.rows(Query(table)) }
}
