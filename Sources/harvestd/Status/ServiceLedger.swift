internal import HarvestCore

/// What the status page knows: a pure function of the events so far.
struct ServiceLedger: Sendable {
    private(set) var facts: ServiceFacts
    private let startedAt: Duration
    /// The jobs in the order in which they are shown.
    private var order: [JobIdentity]
    private var jobs: [JobIdentity: JobLedger]
    private var newestBook: JobLedger.Moment?
    private var newestMetric: JobLedger.Moment?
    private var journal: StatusReport.Journal?

    /// The jobs whose rows are books.
    private static let bookJobs: Set<JobName> = [.quoteTopSync, .quoteDepthSync, .orderbookL2Sync]

    /// Begins at `startedAt` on the clock that never jumps, with the jobs that will run.
    init(_ facts: ServiceFacts, jobs: [(JobIdentity, Duration)], startedAt: Duration) {
        self.facts = facts
        self.startedAt = startedAt
        order = jobs.map(\.0)
        self.jobs = Dictionary(jobs.map { ($0.0, JobLedger(interval: $0.1, since: startedAt)) }) { first, _ in
            first
        }
    }

    /// Takes over other jobs or intervals at `uptime`; what is known about a job that goes on stays.
    mutating func adopt(_ jobs: [(JobIdentity, Duration)], at uptime: Duration) {
        for (job, interval) in jobs {
            self.jobs[job, default: JobLedger(interval: interval, since: uptime)].interval = interval
            if !order.contains(job) { self.jobs[job]?.expectedSince = uptime }
        }
        order = jobs.map(\.0)
        // Accounts come and go without a bound, so nothing is kept of those that are not watched.
        self.jobs = self.jobs.filter { job, _ in job.handle == nil || order.contains(job) }
    }

    /// Takes note of a fact that happened at `moment`.
    mutating func note(_ event: EngineEvent, at moment: JobLedger.Moment) {
        switch event.name {
        case "HarvestStarted":
            facts.durability = event["durability"]?.description ?? facts.durability
        case "JobStarted": change(event) { $0.started() }
        case "JobScheduled":
            change(event) { $0.scheduled(at: moment.uptime + (event.duration("wait_ms") ?? .zero)) }
        case "JobFinished": jobFinished(event, at: moment)
        case "JournalStatusNoted":
            journal = StatusReport.Journal(
                bytes: event.integer("bytes") ?? 0, segments: event.integer("segments") ?? 0,
                oldest: event.timestamp("oldest"), isDegraded: event.boolean("degraded") ?? false)
        default: break
        }
    }

    /// How everything is at `moment`.
    func report(at moment: JobLedger.Moment) -> StatusReport {
        let known = order.compactMap { name in jobs[name].map { (name, $0) } }
        let verdict = HealthJudge.verdict(
            jobs: known.map { judged($0.0, $0.1, at: moment.uptime) },
            newestBook: newestBook.map { moment.uptime - $0.uptime },
            newestMetric: newestMetric.map { moment.uptime - $0.uptime },
            journal: journal.map {
                .init(oldestAge: $0.oldest.map { moment.wall - $0 }, isDegraded: $0.isDegraded)
            })
        return StatusReport(
            isRunning: true, service: facts, at: moment.wall, uptime: moment.uptime - startedAt,
            verdict: verdict, newestBook: newestBook?.wall, newestMetric: newestMetric?.wall,
            journal: journal, jobs: known.map { shown($0.0, $0.1, verdict, at: moment.uptime) })
    }

    private mutating func change(_ event: EngineEvent, _ change: (inout JobLedger) -> Void) {
        guard let job = JobIdentity(event), var ledger = jobs[job] else { return }
        // The runs must not be shared while they change, or every event would copy them.
        jobs[job] = nil
        change(&ledger)
        jobs[job] = ledger
    }

    private mutating func jobFinished(_ event: EngineEvent, at moment: JobLedger.Moment) {
        func count(_ field: String) -> Int { event.integer(field) ?? 0 }
        let written = count("new") + count("changed")
        change(event) {
            $0.finished(
                at: moment, length: event.duration("dur_ms") ?? .zero, rows: written,
                error: event.isSuccess ? nil : event["err"]?.description ?? event.text("status"))
        }
        // Rows that say what is stored already are as good a proof of fresh data as others.
        guard written + count("unchanged") > 0, let job = JobName(rawValue: event.text("job")) else { return }
        if Self.bookJobs.contains(job) { newestBook = moment }
        if job == .metricSync { newestMetric = moment }
    }

    private func judged(_ identity: JobIdentity, _ job: JobLedger, at uptime: Duration) -> HealthJudge.Job {
        let runs = job.runs(at: uptime)
        return HealthJudge.Job(
            identity: identity, interval: job.interval,
            sinceSuccess: job.sinceSuccess(at: uptime),
            hasSucceeded: job.lastSuccess != nil, length: job.length, runs: runs.count,
            troubles: runs.count { $0.isTrouble }, error: job.recentError(at: uptime))
    }

    private func shown(
        _ identity: JobIdentity, _ job: JobLedger, _ verdict: HealthVerdict, at uptime: Duration
    ) -> StatusReport.Job {
        let runs = job.runs(at: uptime)
        return StatusReport.Job(
            name: identity.job.rawValue, handle: identity.handle,
            health: verdict.health(of: identity.name), interval: job.interval,
            lastSuccess: job.lastSuccess?.wall, lastRun: job.lastRun?.wall, runs: runs.count,
            troubles: runs.count { $0.isTrouble }, p95: JobLedger.p95(runs.map(\.length)),
            rows: runs.reduce(0) { $0 + $1.rows },
            next: job.isRunning ? .zero : job.dueAt.map { max($0 - uptime, .zero) },
            isRunning: job.isRunning, error: job.recentError(at: uptime))
    }
}
