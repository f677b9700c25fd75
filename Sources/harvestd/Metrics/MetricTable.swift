/// Every metric there is, in the order in which they are printed; docs/OPERATIONS.md lists the same.
///
/// None has a label for tokens, markets or accounts: their number has no bound.
enum MetricTable {
    static let build = MetricDefinition(
        "harvestd_build_info", .gauge, by: ["version", "commit", "swift", "schema"],
        "What this build is; always 1")
    static let health = MetricDefinition(
        "harvestd_health", .gauge, "0 when everything is well, 1 when degraded, 2 when failing")
    static let ready = MetricDefinition(
        "harvestd_ready", .gauge, "1 when the newest book and the newest count are young enough")
    static let newestData = MetricDefinition(
        "harvestd_newest_data_timestamp_seconds", .gauge, by: ["kind"],
        "When data of a kind was last confirmed by its service and stored")

    static let jobInterval = MetricDefinition(
        "harvestd_job_interval_seconds", .gauge, by: ["job"], "How often a job is to run")
    static let jobLastSuccess = MetricDefinition(
        "harvestd_job_last_success_timestamp_seconds", .gauge, by: ["job"],
        "When a run of the job last ended without an error")
    static let jobLastRun = MetricDefinition(
        "harvestd_job_last_run_timestamp_seconds", .gauge, by: ["job"], "When a run of the job last ended")
    static let jobRuns = MetricDefinition(
        "harvestd_job_runs_total", .counter, by: ["job", "status"], "Runs by how they ended")
    static let jobDuration = MetricDefinition(
        "harvestd_job_duration_seconds", .histogram([0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]),
        by: ["job"], "How long runs took")
    static let restarts = MetricDefinition(
        "harvestd_service_restarts_total", .counter, by: ["service"], "Restarts of services that failed")

    static let requests = MetricDefinition(
        "harvestd_http_requests_total", .counter, by: ["source", "code_class"],
        "Requests by their answer: 2xx, 3xx, 4xx without 429, 429, 5xx, or none")
    static let received = MetricDefinition(
        "harvestd_http_received_bytes_total", .counter, by: ["source"], "Bytes of bodies as they came")
    static let retries = MetricDefinition(
        "harvestd_http_retries_total", .counter, by: ["source", "reason"],
        "Requests that were tried again, by error code")
    static let permitWait = MetricDefinition(
        "harvestd_ratelimit_wait_seconds_total", .counter, by: ["source"],
        "Time that requests waited for their permit")
    static let permits = MetricDefinition(
        "harvestd_ratelimit_tokens", .gauge, by: ["source"], "Permits left after the newest request")

    static let rowsReceived = rows("received", "Rows that reached the store")
    static let rowsWritten = rows("written", "Rows that were new or changed")
    static let rowsDuplicate = rows("duplicate", "Rows that said what was stored already")
    static let rowsQuarantined = rows("quarantined", "Rows that keys refused, kept in ops_rejected")
    static let queueRows = MetricDefinition(
        "harvestd_writer_queue_rows", .gauge, "Rows that wait for the writer")
    static let queueBatches = MetricDefinition(
        "harvestd_writer_queue_batches", .gauge, "Batches that wait for the writer")
    static let queueCapacity = MetricDefinition(
        "harvestd_writer_queue_capacity_batches", .gauge, "Batches for which there is room")
    static let commits = MetricDefinition(
        "harvestd_db_commit_seconds",
        .histogram([0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30]),
        "How long commits took")
    static let commitRetries = MetricDefinition(
        "harvestd_db_commit_retries_total", .counter, "Commits that failed and were tried again")

    static let spillBytes = MetricDefinition(
        "harvestd_spill_bytes", .gauge, "Size of the journal on disk")
    static let spillSegments = MetricDefinition(
        "harvestd_spill_segments", .gauge, "Files of the journal on disk")
    static let spillOldest = MetricDefinition(
        "harvestd_spill_oldest_timestamp_seconds", .gauge,
        "When the oldest entry came that is not in the database yet; missing when all are")
    static let spillDegraded = MetricDefinition(
        "harvestd_spill_degraded", .gauge, "1 while the journal cannot keep what it should")

    static let reloads = MetricDefinition(
        "harvestd_config_reloads_total", .counter, by: ["result"],
        "Reloads of the configuration: ok or refused")
    static let lastReload = MetricDefinition(
        "harvestd_config_last_reload_successful", .gauge, "1 when the last reload was taken over")

    /// All of them.
    static let all: [MetricDefinition] =
        [
            build, health, ready, newestData, jobInterval, jobLastSuccess, jobLastRun, jobRuns, jobDuration,
            restarts, requests, received, retries, permitWait, permits, rowsReceived, rowsWritten,
            rowsDuplicate, rowsQuarantined, queueRows, queueBatches, queueCapacity, commits, commitRetries,
            spillBytes, spillSegments, spillOldest, spillDegraded, reloads, lastReload,
        ] + process

    private static func rows(_ fate: String, _ summary: String) -> MetricDefinition {
        MetricDefinition("harvestd_rows_\(fate)_total", .counter, by: ["table"], summary)
    }
}
