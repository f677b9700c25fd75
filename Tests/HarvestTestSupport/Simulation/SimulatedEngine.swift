internal import HarvestCore
internal import HarvestSources

/// The real engine in a simulated world: the one place where it is put together, as `Composition` does it for
/// the daemon.
struct SimulatedEngine: Sendable {
    let plan: SimulationPlan
    let clock: VirtualClock
    let ledger: SimulationLedger
    let store: SimulatedStore
    private let channel = BatchChannel(capacity: 4)
    private let service: SimulatedService

    init(_ plan: SimulationPlan, clock: VirtualClock, ledger: SimulationLedger) {
        self.plan = plan
        self.clock = clock
        self.ledger = ledger
        store = SimulatedStore(plan, clock: clock)
        service = SimulatedService(plan, clock: clock, ledger: ledger)
    }

    /// Runs from start to stop.
    func run() async throws {
        let supervisor = Supervisor(clock: clock, events: ledger, seed: seed("supervisor"))
        try await supervisor.run(.group("engine", [intake, storage]))
    }

    private var intake: SupervisionTree {
        .group(
            "intake",
            options: .init(
                until: { [plan, clock] in
                    // Cancelled means that there is nothing left to wait for: the reason is no news.
                    try? await clock.sleep(until: plan.stopAt)
                }, onExit: { [channel] in channel.finish() }), collectors.map(scheduled))
    }

    private var storage: SupervisionTree {
        let writer = Writer(
            channel: channel, store: store, clock: clock, events: ledger, seed: seed("writer"))
        return .group("storage", options: .init(endsParent: true), [.service("writer", writer)])
    }

    private func scheduled(_ name: String, _ collector: SimulatedCollector) -> SupervisionTree {
        let runner = JobRunner(channel: channel, clock: clock, events: ledger, seed: seed("run of " + name))
        return .service(
            name, restart: .collector,
            ScheduledJob(
                collector, every: .seconds(8), slowDown: .init(threshold: 3, interval: .seconds(20)),
                runner: runner, clock: clock, seed: seed("schedule of " + name)))
    }

    private var collectors: [(String, SimulatedCollector)] {
        let books = upstream("books")
        let feed = upstream("feed")
        let desk = SimulatedDesk(
            books, clock: clock, ledger: ledger, isCareless: plan.bug == .carelessDesk)
        return [
            collector(.marketsDiscovery, .pages, upstream("list")),
            collector(.postSync, .cursor(handle: "a"), feed),
            collector(.metricSync, .cursor(handle: "b"), feed),
            collector(.quoteTopSync, .picture(desk), books),
            collector(.quoteDepthSync, .picture(desk), books),
        ]
    }

    private func collector(
        _ job: JobName, _ way: SimulatedCollector.Way, _ upstream: Upstream
    ) -> (String, SimulatedCollector) {
        let name = job.rawValue
        return (
            name,
            SimulatedCollector(
                job, way, upstream: upstream, store: store, ledger: ledger, seed: seed(name))
        )
    }

    private func upstream(_ name: String) -> Upstream {
        let isCareless = plan.bug == .carelessLimiter
        let transport: any HTTPTransport =
            isCareless ? CarelessLimiter(before: service, clock: clock) : service
        return Upstream(
            name: name, baseURL: "sim:/\(name)", transport: transport,
            bucket: isCareless ? TokenBucket(rate: 1_000, burst: 1_000) : SimulationPlan.bucket,
            policy: RetryPolicy(seed: seed("retries of " + name)), clock: clock, events: ledger)
    }

    private func seed(_ part: String) -> UInt64 { SplitMix64.seed(plan.seed, for: part) }
}
