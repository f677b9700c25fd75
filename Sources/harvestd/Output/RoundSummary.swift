internal import HarvestCore

/// What a round of jobs did, as a table for people, as lines of JSON for programs, and as an exit code.
struct RoundSummary: Sendable {
    let outcomes: [Round.Outcome]
    let duration: Duration

    /// Fine when every job was; unavailable when nothing that was asked of the upstream services came;
    /// partial in between. A job that was stopped or left for the next time is no failure.
    var exitCode: ExitCode {
        let reports = outcomes.filter { !$0.isCut }.compactMap(\.report).filter { $0.status != .skipped }
        if reports.allSatisfy({ $0.status == .ok }) { return .success }
        let asking = reports.filter { $0.requests.count > 0 }
        let isHopeless = !asking.isEmpty && asking.allSatisfy { $0.status == .error }
        return isHopeless ? .unavailable : .partial
    }

    /// Writes the summary.
    func write(to output: Output) throws {
        if output.isJSON {
            for outcome in outcomes { try output.json(Self.json(outcome)) }
            try output.json(json)
        } else {
            try output.table(table)
            for outcome in outcomes {
                if let reason = outcome.report?.skipReason {
                    try output.line("\(outcome.name): skipped, \(SafeText.oneLine(reason))")
                }
                guard !outcome.isCut, let failure = outcome.report?.failure else { continue }
                try output.line("\(outcome.name): \(SafeText.oneLine(failure.description))")
                if let remedy = failure.remedy { try output.line("  fix: \(SafeText.oneLine(remedy))") }
            }
        }
    }

    private var table: TextTable {
        var table = TextTable([
            "JOB", "REQUESTS", "NEW", "CHANGED", "UNCHANGED", "REJECTED", "TIME ms", "OUTCOME",
        ])
        for outcome in outcomes {
            guard let report = outcome.report else {
                table.add([.text(outcome.name)] + Array(repeating: .missing, count: 6) + [.text("not run")])
                continue
            }
            let total = Self.shownTotal(report.receipt)
            table.add([
                .text(outcome.name), .integer(report.requests.count), .integer(total.new),
                .integer(total.changed), .integer(total.unchanged),
                .integer(report.rejected + total.refused), .integer(Int(report.duration.milliseconds)),
                .text(Self.status(of: outcome)),
            ])
        }
        return table
    }

    /// Counts over the tables people ask about; where a job goes on next is its own business.
    private static func shownTotal(_ receipt: CommitReceipt) -> RowCounts {
        receipt.tables.filter { $0.key != Cursor.table.name }.values.reduce(into: RowCounts()) { $0 += $1 }
    }

    private var json: JSONValue {
        .object([
            "type": "summary", "jobs": .integer(outcomes.count),
            "failed": .integer(count(.error)),
            "partial": .integer(count(.partial)),
            "not_run": .integer(outcomes.count { $0.report == nil }),
            "duration_ms": .integer(Int(duration.milliseconds)),
            "exit_code": .integer(Int(exitCode.rawValue)),
        ])
    }

    private func count(_ status: RunStatus) -> Int {
        outcomes.count { !$0.isCut && $0.report?.status == status }
    }

    private static func status(of outcome: Round.Outcome) -> String {
        outcome.isCut ? "stopped" : outcome.report?.status.rawValue ?? "not run"
    }

    private static func json(_ outcome: Round.Outcome) -> JSONValue {
        guard let report = outcome.report else {
            return .object([
                "type": "job", "job": .string(outcome.job.rawValue), "name": .string(outcome.name),
                "status": "not run",
            ])
        }
        return .object([
            "type": "job", "job": .string(report.job.rawValue), "name": .string(outcome.name),
            "run_id": .string(report.id.description), "status": .string(status(of: outcome)),
            "requests": .integer(report.requests.count), "retries": .integer(report.requests.retries),
            "duration_ms": .integer(Int(report.duration.milliseconds)), "rejected": .integer(report.rejected),
            "tables": tables(report.receipt),
            "error": report.failure.map {
                .object(["code": .string($0.code), "message": .string($0.message)])
            },
        ])
    }

    private static func tables(_ receipt: CommitReceipt) -> JSONValue {
        .array(
            receipt.tables.sorted { $0.key < $1.key }.map { name, counts in
                .object([
                    "table": .string(name), "new": .integer(counts.new), "changed": .integer(counts.changed),
                    "unchanged": .integer(counts.unchanged), "refused": .integer(counts.refused),
                ])
            })
    }
}
