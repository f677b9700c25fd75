internal import HarvestCore

/// Compares what is stored with what the engine said, and holds the promises against the facts.
struct SimulationCheck: Sendable {
    private let plan: SimulationPlan
    private let facts: SimulationLedger.Facts
    /// How often each row was stored, by kind, subject and number.
    private let stored: [String: [String: [String: Int]]]
    private let cursors: [String: Int]
    /// The metadata of the audit rows, by run.
    private let audited: [String: String]
    private let refusedRuns: Set<String>
    private let end: Duration

    /// Reads the store at the end of a simulation.
    init(_ engine: SimulatedEngine) async throws {
        let store = engine.store
        plan = engine.plan
        end = engine.clock.uptime
        facts = engine.ledger.facts
        var stored: [String: [String: [String: Int]]] = [:]
        for row in try await store.contents(of: FieldDrift.table) {
            let names = ["source", "endpoint", "field"].map { row.text($0) ?? "" }
            stored[names[0], default: [:]][names[1], default: [:]][names[2]] = row.integer("occurrences")
        }
        self.stored = stored
        var cursors: [String: Int] = [:]
        for row in try await store.contents(of: Cursor.table) {
            cursors[row.text("cursor_key") ?? ""] = Int(row.text("cursor_value") ?? "")
        }
        self.cursors = cursors
        var audited: [String: String] = [:]
        for row in try await store.contents(of: CollectorRun.table) {
            audited[row.text("run_id") ?? ""] = row.text("metadata") ?? ""
        }
        self.audited = audited
        refusedRuns = store.refusedRuns
    }

    /// Everything that is wrong, in a fixed order; empty when all promises were kept.
    var violations: [String] {
        facts.violations + rows + items + audit + pace + complaints + retries
            + facts.active.sorted().map { "\($0) has not ended" }
    }

    /// What was acknowledged is stored, and nothing is stored twice.
    private var rows: [String] {
        facts.runs.sorted { $0.key < $1.key }.flatMap { id, run -> [String] in
            let rows = stored["row"]?[id] ?? [:]
            var found: [String] = []
            if rows.values.contains(where: { $0 != 1 }) { found.append("\(run.job) \(id): a row is doubled") }
            if rows.count < run.acknowledgedCount || rows.count > run.rowCount {
                found.append(
                    "\(run.job) \(id): \(run.acknowledgedCount) of \(run.rowCount) rows acknowledged, "
                        + "\(rows.count) stored")
            }
            guard let reported = run.reportedCount else { return found + ["\(run.job) \(id) never ended"] }
            if run.rowCount > 0, rows.count < reported {
                found.append("\(run.job) \(id): \(reported) rows reported, \(rows.count) stored")
            }
            return found
        }
    }

    /// The items of a handle are stored once each, without a hole, as far as its cursor says and no farther.
    private var items: [String] {
        ["a", "b"].flatMap { handle -> [String] in
            let items = stored["item"]?[handle] ?? [:]
            let cursor = cursors[handle] ?? 0
            var found: [String] = []
            if items.values.contains(where: { $0 != 1 }) { found.append("an item of \(handle) is doubled") }
            let numbers = Set(items.keys.compactMap { Int($0) })
            if numbers != Set(stride(from: 1, through: cursor, by: 1)) {
                found.append("the cursor of \(handle) says \(cursor), \(items.count) items are stored")
            }
            if cursor < facts.acknowledgedItems[handle] ?? 0 { found.append("an item of \(handle) is lost") }
            return found
        }
    }

    /// Every run has its audit row and says in it that it is over, unless the store refused that very row.
    private var audit: [String] {
        guard plan.lostAt == nil else { return [] }
        return facts.runs.sorted { $0.key < $1.key }.filter { !refusedRuns.contains($0.key) }
            .compactMap { id, run in
                guard let metadata = audited[id] else { return "\(run.job) \(id) has no audit row" }
                return metadata.contains("\"\(JobRun.runningMark)\"") ? "\(run.job) \(id) runs for ever" : nil
            }
    }

    /// In no window are there more requests than the bucket allows.
    private var pace: [String] {
        let bucket = SimulationPlan.bucket
        return SimulationPlan.services.compactMap { service in
            let times = facts.requests[service] ?? []
            for (last, end) in times.enumerated() {
                for first in 0..<last {
                    let length = (end - times[first]).inSeconds
                    let count = last - first + 1
                    if Double(count) > Double(bucket.burst) + length * bucket.rate + 0.001 {
                        return "\(service): \(count) requests in \(length) s until \(end.inSeconds) s"
                    }
                }
            }
            return nil
        }
    }

    /// Nothing is asked before the time that a 429 named.
    private var complaints: [String] {
        facts.complaints.compactMap { complaint in
            let early = facts.requests[complaint.service]?.first {
                $0 > complaint.from && $0 < complaint.until
            }
            return early.map {
                "\(complaint.service) was asked at \($0.inSeconds) s, not to be asked before "
                    + "\(complaint.until.inSeconds) s"
            }
        }
    }

    /// Retries are a tenth of the requests at most, the allowance of the budget aside.
    private var retries: [String] {
        let minutes = end.inSeconds / 60 + 1
        return SimulationPlan.services.compactMap { service in
            let retries = facts.retries[service] ?? 0
            let first = facts.firstAttempts[service] ?? 0
            guard Double(retries) > 0.1 * Double(first) + RetryBudget().capacity + minutes else { return nil }
            return "\(service): \(retries) retries of \(first) requests"
        }
    }
}
