internal import HarvestCore

/// How a service is: what `harvestd status` shows, `/status.json` says and SIGUSR1 prints.
struct StatusReport: Sendable, Hashable {
    /// One line of the table.
    struct Job: Sendable, Hashable {
        /// Name of the job.
        var name: String
        /// The account, when there is one of the job for each; what the database tells is of all together.
        var handle: String?
        var health: Health
        /// How often it is to run; `nil` when that is not known.
        var interval: Duration?
        var lastSuccess: Timestamp?
        var lastRun: Timestamp?
        /// Runs, runs with an error, and rows new or changed in the last hour.
        var runs: Int
        var troubles: Int
        var p95: Duration?
        var rows: Int
        /// How long until the next run; `nil` when that is not known.
        var next: Duration?
        var isRunning: Bool
        /// The newest error, while it is recent.
        var error: String?
    }

    /// The journal.
    struct Journal: Sendable, Hashable {
        var bytes: Int
        var segments: Int
        /// When the oldest entry came that is not in the database; `nil` when all are.
        var oldest: Timestamp?
        var isDegraded: Bool
    }

    /// Whether the service runs; otherwise everything is from the database.
    var isRunning: Bool
    var service: ServiceFacts
    /// When this was so.
    var at: Timestamp
    /// How long the service has run.
    var uptime: Duration
    var verdict: HealthVerdict
    var newestBook: Timestamp?
    var newestMetric: Timestamp?
    var journal: Journal?
    var jobs: [Job]

    /// Whether nothing needs a person: the service runs, is well and is ready.
    var isFine: Bool { isRunning && verdict.health == .ok && verdict.isReady }
}
