internal import HarvestCore
internal import HarvestSources

extension Composition {
    /// All jobs, in the order in which they need each other's rows.
    var jobs: [Job] {
        let handles = configuration.handles
        return handles.map(tracking) + [discovery] + handles.map(metrics) + handles.map(posts) + [mapping]
            + books + [settlement] + derived
    }

    private func tracking(_ handle: String) -> Job {
        Job(
            name: "\(JobName.trackingSync.rawValue) \(handle)", note: "account and windows", group: .social,
            collector: TrackingCollector(xtracker: xtracker, handle: handle), traits: xtrackerTraits)
    }

    private var xtrackerTraits: [String: String] { ["xtracker": configuration.xtracker.address] }

    private var discovery: Job {
        Job(
            name: JobName.marketsDiscovery.rawValue,
            note: "scope \(configuration.scope.rawValue), \(configuration.state.rawValue) markets",
            group: .catalogue,
            collector: DiscoveryCollector(
                gamma: gamma, store: store, scope: configuration.scope, state: configuration.state,
                handles: configuration.handles),
            traits: [
                "gamma": configuration.gamma.address, "scope": configuration.scope.rawValue,
                "state": configuration.state.rawValue,
                "handles": configuration.handles.joined(separator: ","),
            ])
    }

    private func metrics(_ handle: String) -> Job {
        Job(
            name: "\(JobName.metricSync.rawValue) \(handle)", note: "daily counts", group: .social,
            collector: MetricCollector(xtracker: xtracker, store: store, handle: handle),
            traits: xtrackerTraits)
    }

    private func posts(_ handle: String) -> Job {
        Job(
            name: "\(JobName.postSync.rawValue) \(handle)", note: "posts", group: .social,
            collector: PostCollector(xtracker: xtracker, store: store, handle: handle), traits: xtrackerTraits
        )
    }

    private var mapping: Job {
        Job(
            name: JobName.mappingSync.rawValue, note: "which window decides which market", group: .derived,
            collector: MappingCollector(store: store))
    }

    private var books: [Job] {
        let parts: [(BookCollector.Part, String)] = [
            (.top, "best prices"), (.depth, "depth near the best prices"), (.levels, "all levels"),
        ]
        return parts.filter { configuration.storesBooks || $0.0 != .levels }.map { part, note in
            let collector = BookCollector(part, desk: desk)
            return Job(
                name: collector.job.rawValue, note: note, group: .books, collector: collector,
                traits: ["clob": configuration.clob.address])
        }
    }

    private var settlement: Job {
        Job(
            name: JobName.settlementSync.rawValue, note: "how markets ended", group: .settlement,
            collector: SettlementCollector(gamma: gamma, clob: clob, store: store),
            traits: ["gamma": configuration.gamma.address, "clob": configuration.clob.address])
    }

    private var derived: [Job] {
        let days = Int(configuration.rawRetention.milliseconds / Duration.days(1).milliseconds)
        return [
            Job(
                name: JobName.aggregateMinutes.rawValue, note: "minute bars, count estimates",
                group: .derived, collector: AggregateCollector(store: store)),
            Job(
                name: JobName.healthAggregate.rawValue, note: "health of the services by the minute",
                group: .derived, collector: HealthCollector(store: store)),
            Job(
                name: JobName.retention.rawValue, note: "partitions ahead, raw rows past \(days) days gone",
                group: .derived, collector: RetentionCollector(store: store, days: days),
                traits: ["keeps": "\(days) days"]),
        ]
    }
}
