internal import HarvestCore

/// `harvestd runs`.
enum RunsCommand {
    /// Runs shown when nobody says how many.
    static let usualLimit = 20

    static func run(_ context: CommandContext) async throws -> ExitCode {
        let query = query(context.invocation, now: context.clock.now)
        let rows = try await context.withStore { try await $0.rows(query) }
        if context.output.isJSON {
            try context.output.json(.object(["type": "runs", "runs": .array(rows.map(json))]))
        } else if rows.isEmpty {
            try context.output.line("no such run")
        } else {
            try show(rows, context.output)
        }
        return .success
    }

    /// The question that a command line asks.
    static func query(_ invocation: Invocation, now: Timestamp) -> Query {
        var conditions: [Query.Condition] = []
        if let job = invocation.value("job") { conditions.append(.equal("job_name", .text(job))) }
        if invocation.has("failed") { conditions.append(.present("error_code")) }
        if let since = invocation.moment("since", now: now) {
            conditions.append(.atLeast("started_at", .timestamp(since)))
        }
        return Query(
            CollectorRun.table, where: conditions, order: [.descending("started_at")],
            limit: invocation.integer("limit") ?? usualLimit)
    }

    private static func show(_ rows: [Row], _ output: Output) throws {
        var table = TextTable(["STARTED", "JOB", "STATUS", "TIME ms", "ROWS", "RUN", "ERROR"])
        for row in rows {
            let error = row.text("error_code").map { "\($0) \(row.text("error_message") ?? "")" }
            table.add([
                row.timestamp("started_at").map { .moment($0) } ?? .missing,
                .text(row.text("job_name") ?? ""), .text(row.text("status") ?? ""),
                row.integer("latency_ms").map { .integer($0) } ?? .missing,
                row.integer("rows_written").map { .integer($0) } ?? .missing,
                .text(row.text("run_id") ?? ""),
                .text(error.map { String($0.prefix(longestError)) } ?? ""),
            ])
        }
        try output.table(table)
    }

    /// Characters of an error in the table; --json has all of it.
    private static let longestError = 120

    private static func json(_ row: Row) -> JSONValue {
        .object([
            "run_id": .text(row.text("run_id")), "job": .text(row.text("job_name")),
            "source": .text(row.text("source")), "status": .text(row.text("status")),
            "started_at": .text(row.timestamp("started_at")?.description),
            "finished_at": .text(row.timestamp("finished_at")?.description),
            "latency_ms": row.integer("latency_ms").map { .integer($0) },
            "rows_written": row.integer("rows_written").map { .integer($0) },
            "status_code": row.integer("status_code").map { .integer($0) },
            "error_code": .text(row.text("error_code")), "error_message": .text(row.text("error_message")),
        ])
    }
}
