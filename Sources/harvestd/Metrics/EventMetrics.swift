internal import HarvestCore

/// Turns events into metrics: a pure function from what happened to numbers.
struct EventMetrics: Sendable {
    /// The numbers so far.
    private(set) var values = MetricValues()

    /// Starts with the jobs that run, each at its interval, so that their counters begin at zero.
    init(intervals: [JobName: Duration], schema: Int) {
        let build = [
            BuildInformation.version, BuildInformation.commit, BuildInformation.swift, String(schema),
        ]
        values.set(MetricTable.build, build, to: 1)
        values.add(0, to: MetricTable.commitRetries)
        adopt(intervals)
    }

    /// Takes over other jobs or intervals; what was counted stays counted.
    mutating func adopt(_ intervals: [JobName: Duration]) {
        values.clear(MetricTable.jobInterval)
        for (job, interval) in intervals {
            values.set(MetricTable.jobInterval, [job.rawValue], to: interval.inSeconds)
            for status in RunStatus.allCases {
                values.add(0, to: MetricTable.jobRuns, [job.rawValue, status.rawValue])
            }
        }
    }

    /// Takes note of a fact that happened at `moment`.
    mutating func note(_ event: EngineEvent, at moment: Timestamp) {
        switch event.name {
        case "JobFinished": jobFinished(event, at: moment)
        case "RequestAnswered": requestAnswered(event)
        case "RequestRetried":
            values.add(1, to: MetricTable.retries, [event.text("source"), event.text("code")])
        case "RowsStored": rowsStored(event)
        case "BatchesCommitted":
            if let length = event.duration("dur_ms") {
                values.observe(length.inSeconds, in: MetricTable.commits)
            }
        case "CommitRetried": values.add(1, to: MetricTable.commitRetries)
        case "ServiceRestarted": values.add(1, to: MetricTable.restarts, [event.text("service")])
        case "JournalStatusNoted": journalStatus(event)
        case "ConfigurationReloaded": configurationReloaded(isTaken: true)
        case "ConfigurationRefused": configurationReloaded(isTaken: false)
        default: break
        }
    }

    private mutating func jobFinished(_ event: EngineEvent, at moment: Timestamp) {
        let job = event.text("job")
        values.add(1, to: MetricTable.jobRuns, [job, event.text("status")])
        values.set(MetricTable.jobLastRun, [job], to: moment.inSeconds)
        if event.isSuccess { values.set(MetricTable.jobLastSuccess, [job], to: moment.inSeconds) }
        if let length = event.duration("dur_ms") {
            values.observe(length.inSeconds, in: MetricTable.jobDuration, [job])
        }
    }

    private mutating func requestAnswered(_ event: EngineEvent) {
        let source = event.text("source")
        values.add(1, to: MetricTable.requests, [source, Self.codeClass(event.integer("status"))])
        values.add(Double(event.integer("bytes") ?? 0), to: MetricTable.received, [source])
        values.add(event.duration("waited_ms")?.inSeconds ?? 0, to: MetricTable.permitWait, [source])
        if let permits = event.integer("permits") {
            values.set(MetricTable.permits, [source], to: Double(permits))
        }
    }

    private mutating func rowsStored(_ event: EngineEvent) {
        func count(_ field: String) -> Double { Double(event.integer(field) ?? 0) }
        let table = [event.text("table")]
        let (written, same, refused) = (count("new") + count("changed"), count("unchanged"), count("refused"))
        values.add(written + same + refused, to: MetricTable.rowsReceived, table)
        values.add(written, to: MetricTable.rowsWritten, table)
        values.add(same, to: MetricTable.rowsDuplicate, table)
        values.add(refused, to: MetricTable.rowsQuarantined, table)
    }

    private mutating func journalStatus(_ event: EngineEvent) {
        values.set(MetricTable.spillBytes, to: Double(event.integer("bytes") ?? 0))
        values.set(MetricTable.spillSegments, to: Double(event.integer("segments") ?? 0))
        values.set(MetricTable.spillDegraded, to: event.boolean("degraded") == true ? 1 : 0)
        if let oldest = event.timestamp("oldest") {
            values.set(MetricTable.spillOldest, to: oldest.inSeconds)
        } else {
            values.clear(MetricTable.spillOldest)
        }
    }

    private mutating func configurationReloaded(isTaken: Bool) {
        values.add(1, to: MetricTable.reloads, [isTaken ? "ok" : "refused"])
        values.set(MetricTable.lastReload, to: isTaken ? 1 : 0)
    }

    private static func codeClass(_ status: Int?) -> String {
        switch status {
        case nil: "none"
        case 429: "429"
        case let status?: "\(status / 100)xx"
        }
    }
}
