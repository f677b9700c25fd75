public import HarvestCore

/// Job `health_agg`: the runs of the last minutes become rows of `ops_api_health_minute`.
public struct HealthCollector: Collector {
    public let job = JobName.healthAggregate
    public let source = "derived"

    /// How far back minutes are computed again, so that runs that ended late still count.
    public static let lookBack = Duration.minutes(30)

    private let store: any Store

    /// Makes a collector that reads runs from `store`.
    public init(store: any Store) { self.store = store }

    public func collect(into run: JobRun) async throws {
        let now = run.clock.now
        let since = (now - Self.lookBack).floored(to: .minutes(1))
        let rows = try await run.reading(store).rows(
            Query(
                CollectorRun.table,
                columns: ["source", "status", "latency_ms", "started_at", "error_code", "metadata"],
                where: [.atLeast("started_at", .timestamp(since))]))
        await run.append(contentsOf: HealthMinutes.rows(of: rows.compactMap(Self.run), createdAt: now))
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
