import HarvestCore
import HarvestTestSupport
import Testing

@testable import harvestd

@Suite struct ServiceMonitorTests {
    @Test func aPasswordInAnErrorIsOnNoPage() throws {
        let secrets = SecretKeeper()
        secrets.learn(from: try #require(DatabaseAddress(parsing: "postgresql://u:canary9@h/d")))
        let monitor = try StatusBench.monitor(clock: ManualClock(), secrets: secrets)
        for _ in 0..<4 {
            monitor.report(
                EngineEvent(
                    "JobFinished", level: .error,
                    [
                        "job": "post_sync", "handle": "elonmusk", "status": "error", "code": "E3001",
                        "err": "E3001 no way to postgresql://u:canary9@h/d",
                    ]))
        }
        let pages = [monitor.status.json.line, monitor.statusText, monitor.metricsText]
        #expect(pages.allSatisfy { !$0.contains("canary9") })
        #expect(pages[0].contains("E3001 no way to postgresql://u:***@h/d"))
        #expect(pages[1].contains("4 of 4 runs in the last hour had an error: E3001 no way"))
    }

    /// Whoever asks for the status may stand in another directory.
    @Test func theDatabaseIsNamedFromTheRoot() throws {
        let monitor = try StatusBench.monitor(clock: ManualClock())
        monitor.report(EngineEvent("HarvestStarted", ["store": "sqlite data/harvest.sqlite3"]))
        #expect(monitor.status.service.store.hasPrefix("sqlite /"))
        #expect(monitor.status.service.store.hasSuffix("/data/harvest.sqlite3"))
    }

    @Test func theQueueAndTheVerdictAreMetrics() throws {
        let clock = ManualClock()
        let monitor = try StatusBench.monitor(clock: clock)
        #expect(!monitor.metricsText.contains("harvestd_writer_queue_rows"))
        monitor.noteQueue(batches: 3, rows: 700, capacity: 16)
        monitor.report(EngineEvent("JobFinished", ["job": "quote_top_sync", "status": "ok", "new": 1]))
        monitor.report(
            EngineEvent(
                "JobFinished", ["job": "metric_sync", "handle": "elonmusk", "status": "ok", "unchanged": 1]))
        let lines = Set(monitor.metricsText.split(separator: "\n"))
        #expect(
            lines.isSuperset(of: [
                "harvestd_writer_queue_rows 700", "harvestd_writer_queue_batches 3",
                "harvestd_writer_queue_capacity_batches 16", "harvestd_ready 1", "harvestd_health 0",
                "harvestd_newest_data_timestamp_seconds{kind=\"book\"} 1768478400",
                "harvestd_newest_data_timestamp_seconds{kind=\"count\"} 1768478400",
            ]))
        clock.advance(by: .hours(1))
        let later = Set(monitor.metricsText.split(separator: "\n"))
        #expect(later.isSuperset(of: ["harvestd_ready 0", "harvestd_health 2"]))
    }

    @Test func anotherConfigurationIsTakenOverAndNothingIsForgotten() throws {
        let clock = ManualClock()
        let monitor = try StatusBench.monitor(clock: clock)
        monitor.report(
            EngineEvent(
                "JobFinished", ["job": "post_sync", "handle": "elonmusk", "status": "ok", "new": 3]))
        let slower = try Rehearsal(["POLARIS_POST_SYNC_INTERVAL": "3600"]).report("run", "--l2", "false")
        monitor.adopt(try slower.configuration())
        let posts = monitor.status.jobs.first { $0.name == "post_sync" }
        #expect(posts?.interval == .hours(1))
        #expect(posts?.rows == 3)
        let names = monitor.status.jobs.map(\.name)
        #expect(names.count == 11 && !names.contains("orderbook_l2_sync"))
        let text = monitor.metricsText
        #expect(text.contains("harvestd_job_interval_seconds{job=\"post_sync\"} 3600\n"))
        #expect(!text.contains("harvestd_job_interval_seconds{job=\"orderbook_l2_sync\"}"))
        #expect(text.contains("harvestd_job_runs_total{job=\"post_sync\",status=\"ok\"} 1\n"))
        clock.advance(by: .days(30))
        monitor.adopt(try StatusBench.configuration())
        #expect(monitor.status.jobs.count == 12)
        #expect(monitor.status.verdict.health(of: "orderbook_l2_sync") == .ok, "it is expected from now on")
        #expect(monitor.status.verdict.health(of: "post_sync elonmusk") == .failing)
    }

    /// A job that is not among them would never be judged.
    @Test func everyJobThatRunsIsWatchedByTheNameThatTheTreeGivesIt() throws {
        let clock = ManualClock()
        let configuration = try StatusBench.configuration("--handle", "elonmusk,second")
        let composition = Composition(
            configuration, store: MemoryStore(clock: clock), transport: ScriptedTransport(clock: clock),
            clock: clock, events: SilentSink(), seeds: Seeds(root: 1))
        #expect(Set(composition.jobs.map(\.name)) == Set(JobIdentity.all(configuration).map(\.name)))
        #expect(composition.jobs.count == JobIdentity.all(configuration).count)
    }

    @Test func aJobThatDoesNotRunIsNotWaitedFor() throws {
        let configuration = try StatusBench.configuration("--l2", "false")
        let monitor = ServiceMonitor(
            configuration, settingsFile: nil, schema: 1, clock: ManualClock(), secrets: SecretKeeper())
        #expect(!monitor.status.jobs.contains { $0.name == "orderbook_l2_sync" })
        #expect(try StatusBench.monitor(clock: ManualClock()).status.jobs.count == 12)
    }
}
