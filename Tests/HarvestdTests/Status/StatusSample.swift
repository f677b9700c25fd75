import HarvestCore

@testable import harvestd

/// A report with something in every place.
enum StatusSample {
    static let now = Timestamp(seconds: 1_768_478_400)

    static var report: StatusReport {
        StatusReport(
            isRunning: true,
            service: ServiceFacts(
                version: "0.1.0", processID: 811, store: "sqlite data/harvest.sqlite3", durability: "full",
                settingsFile: ".env", startedAt: now - .hours(76)),
            at: now, uptime: .hours(76),
            verdict: HealthVerdict(
                findings: [
                    .init(
                        subject: "post_sync elonmusk", health: .degraded,
                        reason: "no success for 6 m, every 2 m")
                ], unreadiness: []),
            newestBook: now - .seconds(4), newestMetric: now - .minutes(3),
            journal: .init(bytes: 12_000_000, segments: 3, oldest: now - .seconds(1), isDegraded: false),
            jobs: [
                job("quote_top_sync", .seconds(10), runs: 360, rows: 72_000, next: .seconds(6)),
                failing,
            ])
    }

    private static var failing: StatusReport.Job {
        var job = job("post_sync", .minutes(2), runs: 28, rows: 11, next: nil)
        job.handle = "elonmusk"
        job.health = .degraded
        job.lastSuccess = nil
        job.troubles = 2
        job.isRunning = true
        job.error = "E1229 too many requests"
        return job
    }

    private static func job(
        _ name: String, _ interval: Duration, runs: Int, rows: Int, next: Duration?
    ) -> StatusReport.Job {
        StatusReport.Job(
            name: name, health: .ok, interval: interval, lastSuccess: now - .seconds(4),
            lastRun: now - .seconds(4), runs: runs, troubles: 0, p95: .milliseconds(212), rows: rows,
            next: next, isRunning: false)
    }
}
