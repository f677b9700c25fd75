public import HarvestCore

/// Job `health_agg`: the runs of the last minutes become rows of `ops_api_health_minute`, and after a pause
/// those of the minutes that were missed.
public struct HealthCollector: Collector {
    public let job = JobName.healthAggregate
    public let source = "derived"

    /// Minutes that are computed again, the present one included, so that runs that ended late still count.
    public static let lookBackMinutes = 30

    private let store: any Store

    /// Makes a collector that reads runs from `store`.
    public init(store: any Store) { self.store = store }

    public func collect(into run: JobRun) async throws {
        let now = run.clock.now
        let stored = run.reading(store)
        let cursor = try await MinuteCursor.stored(of: job, in: stored)
        for step in MinuteSteps(upTo: now, again: Self.lookBackMinutes, after: cursor?.minute).steps {
            let runs = try await Self.runs(of: step.minutes, in: stored)
            await run.append(contentsOf: HealthMinutes.rows(of: runs, createdAt: now))
            await run.append(MinuteCursor(minute: step.done).row(of: job, updatedAt: now))
            try await run.flushIfFull()
        }
    }

    private static func runs(
        of minutes: Range<Timestamp>, in stored: RunReader
    ) async throws -> [HealthMinutes.Run] {
        try await stored.rows(
            Query(
                CollectorRun.table,
                columns: ["source", "status", "latency_ms", "started_at", "error_code", "metadata"],
                where: [
                    .atLeast("started_at", .timestamp(minutes.lowerBound)),
                    .below("started_at", .timestamp(minutes.upperBound)),
                ])
        ).compactMap(Self.run)
    }

    private static func run(_ row: Row) -> HealthMinutes.Run? {
        // A run that goes on is counted when it has ended, or it would be counted twice.
        if row.text("metadata")?.contains("\"\(JobRun.runningMark)\":") == true { return nil }
        guard let source = row.text("source"), let status = row.text("status").flatMap(RunStatus.init),
            let latency = row.integer("latency_ms"), let startedAt = row.timestamp("started_at")
        else { return nil }
        return HealthMinutes.Run(
            source: source, status: status, latencyMilliseconds: latency, startedAt: startedAt,
            hasError: row.text("error_code") != nil)
    }
}
