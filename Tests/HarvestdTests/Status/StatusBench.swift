import HarvestCore
import HarvestSources
import HarvestTestSupport

@testable import harvestd

/// What tests of the status need: a monitor, a server that runs while something is tried, and the events of
/// a real run.
enum StatusBench {
    /// Everything a test of a running server works with.
    struct Running: Sendable {
        let port: UInt16
        let monitor: ServiceMonitor
        let clock: ManualClock
        let events: EventRecorder
    }

    static func configuration(_ words: String...) throws -> Configuration {
        let invocation = try CommandLineParser().parse(["run"] + words)
        return try ConfigurationLoader.load(invocation, in: Rehearsal().surroundings).configuration()
    }

    static func monitor(
        clock: any EngineClock, secrets: SecretKeeper = SecretKeeper()
    ) throws -> ServiceMonitor {
        ServiceMonitor(
            try configuration(), settingsFile: nil, schema: 1, clock: clock, secrets: secrets)
    }

    /// Serves on any free port while `body` runs. Clients are silent for ten minutes before the library
    /// minds, so that what ends them sooner is ours.
    static func serving<Result: Sendable>(
        _ body: @Sendable (Running) async throws -> Result
    ) async throws -> Result {
        let (clock, events) = (ManualClock(), EventRecorder())
        let monitor = try monitor(clock: clock)
        let server = StatusServer(
            at: StatusAddress(host: "127.0.0.1", port: 0), monitor: monitor, channel: BatchChannel(),
            clock: clock, events: events, silenceSeconds: 600)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            defer { group.cancelAll() }
            let served = try await events.recorder.wait(for: 1)[0]
            let address = StatusAddress(parsing: served["address"]?.description ?? "")
            return try await body(
                Running(port: address?.port ?? 0, monitor: monitor, clock: clock, events: events))
        }
    }

    /// A job that asks a service twice, because the first answer is a 503, and stores what it heard.
    private struct Asking: Collector {
        let upstream: XTrackerSource
        let job = JobName.trackingSync
        let source = "xtracker"

        func collect(into run: JobRun) async throws {
            let tracking = TrackingCollector(xtracker: upstream, handle: "elonmusk")
            // Whatever the answer is worth, asking has been told.
            do { try await tracking.collect(into: run) } catch { await run.note(failure: error) }
            await run.append(Cursor(key: "k", value: "1", meta: "{}", updatedAt: run.startedAt))
        }
    }

    /// The events of one run of a job through sources, runner and writer.
    static func eventsOfARun() async throws -> [EngineEvent] {
        let (clock, events, channel) = (SkippingClock(), EventRecorder(), BatchChannel())
        let transport = ScriptedTransport(clock: clock)
        transport.reply(to: "https://", with: .status(503), .json("{}"))
        let upstream = Upstream(
            name: "xtracker", baseURL: "https://x.example", transport: transport,
            bucket: TokenBucket(rate: 1, burst: 1), policy: RetryPolicy(seed: 1), clock: clock, events: events
        )
        let store = MemoryStore(clock: clock)
        _ = try await store.migrate()
        let writer = Writer(channel: channel, store: store, clock: clock, events: events, seed: 1)
        let runner = JobRunner(channel: channel, clock: clock, events: events, seed: 1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await writer.run() }
            _ = await runner.run(Asking(upstream: XTrackerSource(upstream)))
            _ = await runner.run(Storing())
            channel.finish()
            try await group.waitForAll()
        }
        return events.recorder.facts
    }

    /// A job that goes well.
    private struct Storing: Collector {
        let job = JobName.postSync
        let source = "xtracker"

        func collect(into run: JobRun) async throws {
            await run.append(Cursor(key: "l", value: "1", meta: "{}", updatedAt: run.startedAt))
        }
    }
}
