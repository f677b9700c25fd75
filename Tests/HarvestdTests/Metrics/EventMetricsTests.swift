import HarvestCore
import Testing

@testable import harvestd

/// A scripted run of events, and every metric that comes of it.
@Suite struct EventMetricsTests {
    private let moment = Timestamp(milliseconds: 1_768_478_400_250)

    static let script: [EngineEvent] = [
        EngineEvent("JobStarted", ["job": "post_sync", "run_id": "r1"]),
        EngineEvent(
            "RequestAnswered",
            [
                "source": "xtracker", "endpoint": "users", "status": 200, "bytes": 1_000,
                "waited_ms": .duration(.milliseconds(1_500)), "permits": 1,
            ]),
        EngineEvent("RequestAnswered", ["source": "xtracker", "endpoint": "users", "status": 429]),
        EngineEvent("RequestAnswered", ["source": "xtracker", "endpoint": "users"]),
        EngineEvent("RequestRetried", ["source": "xtracker", "code": "E1229"]),
        EngineEvent("BatchesCommitted", ["batches": 1, "rows": 7, "dur_ms": .duration(.milliseconds(4))]),
        EngineEvent(
            "RowsStored", ["table": "fact_tweet_post", "new": 3, "changed": 1, "unchanged": 2, "refused": 1]),
        EngineEvent(
            "JobFinished",
            ["job": "post_sync", "status": "ok", "dur_ms": .duration(.milliseconds(300))]),
        EngineEvent(
            "JobFinished",
            ["job": "post_sync", "status": "error", "dur_ms": .duration(.seconds(90)), "code": "E1103"]),
        EngineEvent("CommitRetried", level: .warning, ["code": "E3001"]),
        EngineEvent("ServiceRestarted", level: .warning, ["service": "post_sync elonmusk", "code": "E5000"]),
        EngineEvent(
            "JournalStatusNoted",
            [
                "bytes": 4_096, "segments": 2, "oldest": .timestamp(Timestamp(seconds: 1_768_478_000)),
                "degraded": false,
            ]),
        EngineEvent("ConfigurationReloaded"), EngineEvent("ConfigurationRefused", level: .warning),
        EngineEvent("SomethingElse", ["job": "post_sync"]),
    ]

    static func scripted(at moment: Timestamp) -> EventMetrics {
        var metrics = EventMetrics(intervals: [.postSync: .seconds(120)], schema: 1)
        for event in script { metrics.note(event, at: moment) }
        return metrics
    }

    @Test func theBuildSaysItsCommit() {
        let metrics = EventMetrics(intervals: [:], schema: 7)
        let labels = metrics.values.series(of: MetricTable.build).first?.labels
        #expect(labels == [BuildInformation.version, BuildInformation.commit, BuildInformation.swift, "7"])
        #expect(!BuildInformation.commit.isEmpty)
    }

    @Test func aScriptedRunGivesTheseNumbers() {
        let lines = MetricsText.text(Self.scripted(at: moment).values).split(separator: "\n")
            .filter { !$0.hasPrefix("#") && !$0.contains("_bucket") && !$0.contains("build_info") }
        #expect(
            lines.joined(separator: "\n") == """
                harvestd_job_interval_seconds{job="post_sync"} 120
                harvestd_job_last_success_timestamp_seconds{job="post_sync"} 1768478400.25
                harvestd_job_last_run_timestamp_seconds{job="post_sync"} 1768478400.25
                harvestd_job_runs_total{job="post_sync",status="error"} 1
                harvestd_job_runs_total{job="post_sync",status="ok"} 1
                harvestd_job_runs_total{job="post_sync",status="partial"} 0
                harvestd_job_runs_total{job="post_sync",status="skipped"} 0
                harvestd_job_duration_seconds_sum{job="post_sync"} 90.3
                harvestd_job_duration_seconds_count{job="post_sync"} 2
                harvestd_service_restarts_total{service="post_sync elonmusk"} 1
                harvestd_http_requests_total{source="xtracker",code_class="2xx"} 1
                harvestd_http_requests_total{source="xtracker",code_class="429"} 1
                harvestd_http_requests_total{source="xtracker",code_class="none"} 1
                harvestd_http_received_bytes_total{source="xtracker"} 1000
                harvestd_http_retries_total{source="xtracker",reason="E1229"} 1
                harvestd_ratelimit_wait_seconds_total{source="xtracker"} 1.5
                harvestd_ratelimit_tokens{source="xtracker"} 1
                harvestd_rows_received_total{table="fact_tweet_post"} 7
                harvestd_rows_written_total{table="fact_tweet_post"} 4
                harvestd_rows_duplicate_total{table="fact_tweet_post"} 2
                harvestd_rows_quarantined_total{table="fact_tweet_post"} 1
                harvestd_db_commit_seconds_sum 0.004
                harvestd_db_commit_seconds_count 1
                harvestd_db_commit_retries_total 1
                harvestd_spill_bytes 4096
                harvestd_spill_segments 2
                harvestd_spill_oldest_timestamp_seconds 1768478000
                harvestd_spill_degraded 0
                harvestd_config_reloads_total{result="ok"} 1
                harvestd_config_reloads_total{result="refused"} 1
                harvestd_config_last_reload_successful 0
                """)
    }

    @Test func aFailureLeavesTheLastSuccessWhereItWas() {
        var metrics = Self.scripted(at: moment)
        let failed = EngineEvent("JobFinished", ["job": "post_sync", "status": "partial", "code": "E1103"])
        metrics.note(failed, at: moment + .hours(1))
        func value(_ metric: MetricDefinition) -> MetricValue? {
            metrics.values.series(of: metric).first?.value
        }
        #expect(value(MetricTable.jobLastSuccess) == .number(1_768_478_400.25))
        #expect(value(MetricTable.jobLastRun) == .number(1_768_482_000.25))
    }

    @Test func whenEverythingIsInTheDatabaseNothingIsOldest() {
        var metrics = Self.scripted(at: moment)
        metrics.note(EngineEvent("JournalStatusNoted", ["bytes": 1, "segments": 1]), at: moment)
        #expect(metrics.values.series(of: MetricTable.spillOldest).isEmpty)
    }

    /// Every event the engine reports, so that a renamed event or field cannot silence a metric.
    @Test func theEnginesOwnEventsAreUnderstood() async throws {
        let events = try await StatusBench.eventsOfARun()
        var metrics = EventMetrics(intervals: [:], schema: 1)
        for event in events { metrics.note(event, at: moment) }
        let silent = [
            MetricTable.jobRuns, MetricTable.jobLastSuccess, MetricTable.jobLastRun, MetricTable.jobDuration,
            MetricTable.requests, MetricTable.received, MetricTable.retries, MetricTable.permitWait,
            MetricTable.permits, MetricTable.rowsReceived, MetricTable.commits,
        ].filter {
            metrics.values.series(of: $0).isEmpty || $0.labels.isEmpty != true && isUnnamed($0, metrics)
        }
        #expect(silent.map(\.name).isEmpty)
    }

    /// Whether a series has no name for what it is about: a field was missing.
    private func isUnnamed(_ metric: MetricDefinition, _ metrics: EventMetrics) -> Bool {
        metrics.values.series(of: metric).contains { $0.labels.first == "none" }
    }
}
