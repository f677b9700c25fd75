internal import HarvestCore
internal import HarvestSources

/// Makes the collectors of a journal's runs, from the settings that held when they ran.
struct JournalCast: ReplayCast {
    private var composition: Composition
    private var collectors: [Key: any Collector] = [:]
    /// Those of the settings before: the last run of an account that a reload takes away may begin behind the
    /// record of the new ones. A process that dies just then leaves one that its successor does not know.
    private var formerCollectors: [Key: any Collector] = [:]

    private struct Key: Hashable {
        let job: JobName
        let subject: String?
    }

    /// Starts from a configuration; what the journal says of its settings takes its place.
    init(_ configuration: Configuration, store: any Store, clock: any EngineClock) {
        composition = Composition(
            configuration, store: store, transport: NoTransport(), clock: clock, events: SilentSink(),
            seeds: Seeds(root: 0))
        cast()
    }

    mutating func apply(_ settings: JournalRecord) {
        composition = composition.with(composition.configuration.adopting(settings))
        cast()
    }

    func collector(of job: JobName, subject: String?) -> (any Collector)? {
        let key = Key(job: job, subject: subject)
        return collectors[key] ?? formerCollectors[key]
    }

    private mutating func cast() {
        let jobs = composition.jobs.map { job in
            (Key(job: job.collector.job, subject: job.collector.subject), job.collector)
        }
        formerCollectors = collectors
        collectors = Dictionary(jobs) { first, _ in first }
    }
}
