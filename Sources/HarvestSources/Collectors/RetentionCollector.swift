public import HarvestCore

/// Job `retention`: partitions for the days ahead, and raw rows past their time gone.
public struct RetentionCollector: Collector {
    public let job = JobName.retention
    public let source = "derived"

    private let store: any Store
    private let days: Int

    /// Makes a collector that keeps raw rows for `days` days.
    public init(store: any Store, days: Int) {
        self.store = store
        self.days = days
    }

    public func collect(into run: JobRun) async throws {
        let now = run.clock.now
        // Rows past their time are no commit's business, and taking them out may last.
        let report = try await run.reading(store).beside {
            try await store.maintain(now: now, cutoff: now - .days(days))
        }
        await run.note("partitions_created", report.created.count)
        await run.note("partitions_dropped", report.dropped.count)
        await run.note("rows_deleted", report.deletedRows)
    }
}
