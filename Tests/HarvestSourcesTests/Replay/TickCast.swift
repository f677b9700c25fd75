import HarvestCore

@testable import HarvestSources

/// Does the ticks again.
struct TickCast: ReplayCast {
    let upstream: Upstream
    let store: any Store

    mutating func apply(_ settings: JournalRecord) {}

    func collector(of job: JobName, subject: String?) -> (any Collector)? {
        TickCollector(job: job, upstream: upstream, store: store)
    }
}
