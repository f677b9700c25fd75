internal import HarvestCore

/// Judges how the service is from ages and counts: no clock, no store, no events.
///
/// A job is late by its own measure: three times its interval is worth a look, ten times is a hole. A job
/// whose runs take longer than its interval is measured by its runs. Ready is another question than well:
/// it asks only whether the newest data is young enough.
struct HealthJudge: Sendable {
    /// What is known about a job.
    struct Job: Sendable, Hashable {
        /// Which one.
        var identity: JobIdentity
        /// How often it is to run.
        var interval: Duration
        /// Time since it last ended without an error; since the start when it never did.
        var sinceSuccess: Duration
        /// Whether it ever ended without an error.
        var hasSucceeded = true
        /// How long its newest run took.
        var length: Duration = .zero
        /// Runs in the last hour.
        var runs = 0
        /// Of these, runs with an error.
        var troubles = 0
        /// The newest error, when it is recent; see `JobLedger.recent`.
        var error: String?
    }

    /// What is known about the journal.
    struct Journal: Sendable, Hashable {
        /// How long the oldest entry waits that is not in the database; `nil` when all are.
        var oldestAge: Duration?
        /// Whether it cannot keep what it should.
        var isDegraded: Bool
    }

    /// How many intervals without a success are worth a look.
    static let intervalsUntilDegraded = 3
    /// How many intervals without a success are a hole.
    static let intervalsUntilFailing = 10
    /// No job is late before this time, however often it runs.
    static let patience = Duration.minutes(1)
    /// Runs in an hour from which on their errors are weighed.
    static let runsThatCount = 4
    /// How long an entry may wait in the journal for the database.
    static let journalPatience = Duration.minutes(1)

    /// Judges. Ages are `nil` when there is no such data yet.
    static func verdict(
        jobs: [Job], newestBook: Duration?, newestMetric: Duration?, journal: Journal? = nil
    ) -> HealthVerdict {
        HealthVerdict(
            findings: jobs.compactMap(finding) + (journal.map(findings) ?? []),
            unreadiness: [
                unreadiness("book", newestBook, limit: limit(of: .quoteTopSync, jobs)),
                unreadiness("count", newestMetric, limit: limit(of: .metricSync, jobs)),
            ].compactMap(\.self))
    }

    /// How long a job may be without a success before that is worth a look.
    static func limit(_ job: Job, intervals: Int = intervalsUntilDegraded) -> Duration {
        max(max(job.interval, job.length) * intervals, patience)
    }

    private static func finding(_ job: Job) -> HealthVerdict.Finding? {
        if let health = lateness(job) {
            let since = job.hasSucceeded ? "no success for" : "no success since the start,"
            return HealthVerdict.Finding(
                subject: job.identity.name, health: health,
                reason: "\(since) \(Age.text(job.sinceSuccess)), every \(Age.text(job.interval))"
                    + (job.error.map { ": \($0)" } ?? ""))
        }
        guard let error = job.error, job.runs >= runsThatCount, job.troubles * 2 >= job.runs else {
            return nil
        }
        return HealthVerdict.Finding(
            subject: job.identity.name, health: .degraded,
            reason: "\(job.troubles) of \(job.runs) runs in the last hour had an error: \(error)")
    }

    private static func lateness(_ job: Job) -> Health? {
        if job.sinceSuccess > limit(job, intervals: intervalsUntilFailing) { return .failing }
        return job.sinceSuccess > limit(job) ? .degraded : nil
    }

    private static func findings(_ journal: Journal) -> [HealthVerdict.Finding] {
        var found: [HealthVerdict.Finding] = []
        if journal.isDegraded {
            found.append(.init(subject: "journal", health: .degraded, reason: "it cannot keep everything"))
        }
        if let age = journal.oldestAge, age > journalPatience {
            found.append(
                .init(
                    subject: "journal", health: .degraded,
                    reason: "an entry has waited for the database for \(Age.text(age))"))
        }
        return found
    }

    /// Data is too old when the job that brings it is late.
    private static func limit(of job: JobName, _ jobs: [Job]) -> Duration {
        jobs.first { $0.identity.job == job }.map { limit($0) } ?? patience
    }

    private static func unreadiness(_ what: String, _ age: Duration?, limit: Duration) -> String? {
        guard let age else { return "no \(what) is stored yet" }
        guard age > limit else { return nil }
        return "the newest \(what) is \(Age.text(age)) old, \(Age.text(limit)) at most"
    }
}
