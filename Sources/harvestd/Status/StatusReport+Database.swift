internal import HarvestCore

extension StatusReport {
    /// Most runs of an hour that are looked at.
    private static let maximumRuns = 20_000

    /// What the audit rows say while no service answers.
    static func read(
        from store: any Store, _ configuration: Configuration, now: Timestamp
    ) async throws -> StatusReport {
        let table = CollectorRun.table
        let hour = try await store.rows(
            Query(
                table,
                columns: [
                    "job_name", "status", "error_code", "error_message", "latency_ms",
                    "rows_written", "finished_at", "started_at",
                ],
                where: [.atLeast("started_at", .timestamp(now - JobLedger.window))],
                order: [.descending("started_at")], limit: maximumRuns))
        var jobs: [Job] = []
        for (name, _) in ConfigurationTable.intervals {
            let runs = hour.filter { $0.text("job_name") == name.rawValue }
            let success = try await newest(name, good, in: store)
            let last = try await newest(name, [], in: store)
            jobs.append(
                job(name, configuration.interval(of: name), runs, success: success, last: last, now: now))
        }
        return StatusReport(
            isRunning: false,
            service: ServiceFacts(processID: 0, store: store.label, startedAt: now), at: now, uptime: .zero,
            verdict: HealthVerdict(
                findings: [
                    .init(subject: "service", health: .failing, reason: "it is not running")
                ], unreadiness: ["the service is not running"]),
            newestBook: try await newestData(of: .quoteTopSync, in: store),
            newestMetric: try await newestData(of: .metricSync, in: store), jobs: jobs)
    }

    /// When data of a job was last confirmed by its service and stored; `nil` when never.
    static func newestData(of job: JobName, in store: any Store) async throws -> Timestamp? {
        try await newest(job, fresh, in: store)
    }

    /// Runs without an error.
    private static let good: [Query.Condition] = [
        .missing("error_code"), statuses([.ok, .skipped, .partial]),
    ]

    /// Runs that brought data.
    private static let fresh: [Query.Condition] = [statuses([.ok, .partial])]

    private static func statuses(_ statuses: [RunStatus]) -> Query.Condition {
        .oneOf("status", statuses.map { .text($0.rawValue) })
    }

    private static func newest(
        _ job: JobName, _ conditions: [Query.Condition], in store: any Store
    ) async throws -> Timestamp? {
        try await store.rows(
            Query(
                CollectorRun.table, columns: ["finished_at", "started_at"],
                where: [.equal("job_name", .text(job.rawValue))] + conditions,
                order: [.descending("started_at")], limit: 1)
        ).first?.timestamp("finished_at")
    }

    private static func job(
        _ name: JobName, _ interval: Duration?, _ runs: [Row], success: Timestamp?, last: Timestamp?,
        now: Timestamp
    ) -> Job {
        let newest = runs.first
        let error = newest.flatMap { row in
            row.text("error_code").map { "\($0) \(row.text("error_message") ?? "")" }
        }
        return Job(
            name: name.rawValue, health: .ok, interval: interval, lastSuccess: success, lastRun: last,
            runs: runs.count,
            troubles: runs.count { $0.text("error_code") != nil || $0.text("status") == "error" },
            p95: JobLedger.p95(runs.compactMap { $0.integer("latency_ms").map { .milliseconds($0) } }),
            rows: runs.reduce(0) { $0 + ($1.integer("rows_written") ?? 0) }, next: nil, isRunning: false,
            error: error)
    }
}
