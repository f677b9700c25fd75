internal import Glibc
internal import HarvestCore

/// Keeps what the status server shows. Events come in from everywhere, questions from the server's thread;
/// neither waits for more than the other's few assignments.
final class ServiceMonitor: EngineEventSink {
    private struct State: Sendable {
        var ledger: ServiceLedger
        var metrics: EventMetrics
        var queue: (batches: Int, rows: Int, capacity: Int)?
    }

    private let state: Locked<State>
    private let clock: any EngineClock
    private let secrets: SecretKeeper

    /// Begins now, with the jobs that a configuration runs.
    init(
        _ configuration: Configuration, settingsFile: String?, schema: Int, clock: any EngineClock,
        secrets: SecretKeeper
    ) {
        self.clock = clock
        self.secrets = secrets
        let facts = ServiceFacts(
            processID: Int(getpid()), store: configuration.database.rooted.description,
            settingsFile: settingsFile, startedAt: clock.now)
        let jobs = Self.jobs(of: configuration)
        state = Locked(
            State(
                ledger: ServiceLedger(facts, jobs: jobs, startedAt: clock.uptime),
                metrics: EventMetrics(
                    intervals: Self.intervals(jobs), schema: schema)))
    }

    /// Takes over the jobs and intervals of a configuration that was loaded again.
    func adopt(_ configuration: Configuration) {
        let (jobs, now) = (Self.jobs(of: configuration), clock.uptime)
        state.withLock { state in
            state.ledger.adopt(jobs, at: now)
            state.metrics.adopt(Self.intervals(jobs))
        }
    }

    func report(_ event: EngineEvent) {
        let moment = moment
        let event = withoutSecrets(event)
        state.withLock { state in
            state.ledger.note(event, at: moment)
            state.metrics.note(event, at: moment.wall)
        }
    }

    /// Takes note of how full the way to the writer is.
    func noteQueue(batches: Int, rows: Int, capacity: Int) {
        state.withLock { $0.queue = (batches, rows, capacity) }
    }

    /// How the service is now.
    var status: StatusReport { state.withLock { $0.ledger }.report(at: moment) }

    /// The metrics as they are now, in the text format of Prometheus.
    var metricsText: String {
        let (ledger, metrics, queue) = state.withLock { ($0.ledger, $0.metrics, $0.queue) }
        var values = metrics.values
        let report = ledger.report(at: moment)
        values.set(MetricTable.health, to: Double(report.verdict.health.rawValue))
        values.set(MetricTable.ready, to: report.verdict.isReady ? 1 : 0)
        for (kind, newest) in [("book", report.newestBook), ("count", report.newestMetric)] {
            if let newest { values.set(MetricTable.newestData, [kind], to: newest.inSeconds) }
        }
        if let queue {
            values.set(MetricTable.queueBatches, to: Double(queue.batches))
            values.set(MetricTable.queueRows, to: Double(queue.rows))
            values.set(MetricTable.queueCapacity, to: Double(queue.capacity))
        }
        ProcessFacts.read().write(to: &values)
        return MetricsText.text(values)
    }

    /// The status as text for a log or a terminal without colours: what SIGUSR1 prints.
    var statusText: String {
        StatusScreen(report: status).text(
            style: TextStyle(choice: "never", isTerminal: false, variables: [:]),
            times: TimeStyle(isLocal: false), isGrouped: true)
    }

    /// Texts of errors are shown on pages that pass no log, so they are cleaned on their way in.
    private func withoutSecrets(_ event: EngineEvent) -> EngineEvent {
        guard case .text(let error)? = event["err"] else { return event }
        let clean = EngineEvent.Field("err", .text(secrets.hide(in: error)))
        return EngineEvent(
            event.name, level: event.level, fields: event.fields.map { $0.name == "err" ? clean : $0 })
    }

    private static func jobs(of configuration: Configuration) -> [(JobIdentity, Duration)] {
        JobIdentity.all(configuration).map { ($0, configuration.interval(of: $0.job) ?? .zero) }
    }

    /// Metrics have no label for accounts, so these share the interval of their job.
    private static func intervals(_ jobs: [(JobIdentity, Duration)]) -> [JobName: Duration] {
        Dictionary(jobs.map { ($0.0.job, $0.1) }) { first, _ in first }
    }

    private var moment: JobLedger.Moment { .init(wall: clock.now, uptime: clock.uptime) }
}
