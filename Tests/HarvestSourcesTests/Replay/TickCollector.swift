import HarvestCore

@testable import HarvestSources

/// A job as small as a job can be: asks for what comes after the last serial number it has stored, and
/// stores the answer under its number. The derived one counts what is stored.
struct TickCollector: Collector {
    static let jobs: [JobName] = [.postSync, .metricSync, .healthAggregate]

    let job: JobName
    let upstream: Upstream
    let store: any Store

    var source: String { job == .healthAggregate ? "derived" : "tick" }

    func collect(into run: JobRun) async throws {
        if isDerived { return try await count(into: run) }
        let stored = try await run.reading(store).rows(
            Query(Cursor.table, where: [.equal("cursor_key", .text("last:\(job.rawValue)"))]))
        let last = stored.first?.text("cursor_value") ?? "none"
        // Two pages a run, each stored by itself, so that runs can be cut in the middle.
        for page in 1...2 {
            let serial = try await upstream.value(
                of: "tick", .get("https://tick.example/\(job.rawValue)?after=\(last)&page=\(page)"),
                intake: run.intake
            ) { frame in
                let document = try JSONDocument(parsing: frame.bytes, from: frame.endpoint)
                return document.root["serial"]?.text ?? "?"
            }
            let now = run.clock.now
            await run.append(
                Cursor(key: "row:\(serial)", value: job.rawValue, meta: "{}", updatedAt: now))
            await run.append(
                Cursor(key: "last:\(job.rawValue)", value: serial, meta: "{}", updatedAt: now))
            try await run.flush()
        }
    }

    private func count(into run: JobRun) async throws {
        let rows = try await run.reading(store).rows(Query(Cursor.table, columns: ["cursor_key"]))
        let count = rows.filter { $0.text("cursor_key")?.hasPrefix("row:") == true }.count
        let now = run.clock.now
        await run.append(
            Cursor(key: "count:\(now.microseconds)", value: String(count), meta: "{}", updatedAt: now))
    }
}
