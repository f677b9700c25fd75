internal import HarvestCore

extension CommandTable {
    /// Looking at how it goes.
    static let watching = [status, runs]

    private static let status = CommandSpecification(
        name: "status", summary: "Show how the service and its jobs are",
        description: [
            "Asks the running service. When none answers it says so and shows what the audit rows"
                + " in the database tell.",
            "The table has one line for each job: its last run without an error, and runs, errors,"
                + " the 95th percentile of their length and rows of the last hour.",
        ],
        flags: [
            .toggle("check", "End with 2 unless the service runs, is well and is ready"),
            .toggle("quiet", short: "q", "Print nothing; the exit code answers, as with --check"),
        ] + GlobalFlags.status,
        examples: [
            .init("harvestd status", "look at it"),
            .init("harvestd status --check --quiet", "for monitoring and containers"),
            .init("harvestd status --json | jq '.jobs[] | select(.health!=\"ok\")'", "for scripts"),
        ],
        exitCodes: databaseCodes + [.finding])

    private static let runs = CommandSpecification(
        name: "runs", summary: "List runs of jobs from the audit table, newest first",
        description: [
            "Reads ops_collector_run. A run that failed shows its error; run_id is the one of the log."
        ],
        flags: [
            .option("job", .choice(JobName.allCases.map(\.rawValue)), "JOB", "Only runs of this job"),
            .toggle("failed", "Only runs with an error"),
            .option("since", .moment, "WHEN", "Only runs that began then or later"),
            .option("limit", .integer(1...10_000), "ROWS", default: "20", "At most so many runs"),
        ],
        examples: [
            .init("harvestd runs", "the newest ones"),
            .init("harvestd runs --job post_sync --failed --since 24h", "what went wrong since yesterday"),
            .init("harvestd runs --limit 1000 --json | jq .runs", "for scripts"),
        ],
        exitCodes: databaseCodes)
}
