import HarvestCore

/// Knows no job, so nothing is done again.
struct NoCast: ReplayCast {
    mutating func apply(_ settings: JournalRecord) {}

    func collector(of job: JobName, subject: String?) -> (any Collector)? { nil }
}
