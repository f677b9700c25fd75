internal import HarvestCore

/// Which job is meant: its name, and the account when there is one of it for each.
struct JobIdentity: Hashable, Sendable {
    /// The job.
    let job: JobName
    /// The account; `nil` for a job there is once.
    let handle: String?

    /// The jobs there are once for each account.
    static let perHandle: Set<JobName> = [.trackingSync, .metricSync, .postSync]

    init(_ job: JobName, handle: String? = nil) {
        self.job = job
        self.handle = handle
    }

    /// What an event is about; `nil` when that is no job.
    init?(_ event: EngineEvent) {
        guard let job = JobName(rawValue: event.text("job")) else { return nil }
        self.init(job, handle: event["handle"]?.description)
    }

    /// The jobs that run under a configuration, in the order in which they are shown.
    static func all(_ configuration: Configuration) -> [JobIdentity] {
        ConfigurationTable.intervals.map(\.job)
            .filter { $0 != .orderbookL2Sync || configuration.storesBooks }
            .flatMap { job in
                perHandle.contains(job)
                    ? configuration.handles.map { JobIdentity(job, handle: $0) } : [JobIdentity(job)]
            }
    }

    /// `post_sync elonmusk`, as the tree names it.
    var name: String { Self.name(job.rawValue, handle) }

    /// The same of a job by its name.
    static func name(_ job: String, _ handle: String?) -> String { handle.map { "\(job) \($0)" } ?? job }
}
