import HarvestCore
import HarvestSources
import HarvestTestSupport

/// What derived collectors need: a store, an engine without services, and time in the test's hands.
struct DerivedBench: Sendable {
    let store: MemoryStore
    let clock: ManualClock
    let runner: JobRunner

    static func with(_ body: (DerivedBench) async throws -> Void) async throws {
        let clock = ManualClock(now: Sample.noon)
        let store = MemoryStore(clock: clock)
        _ = try await store.migrate()
        let channel = BatchChannel()
        let writer = Writer(channel: channel, store: store, clock: clock, events: EventRecorder(), seed: 1)
        let runner = JobRunner(channel: channel, clock: clock, events: EventRecorder(), seed: 1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await writer.run() }
            defer { channel.finish() }
            try await body(DerivedBench(store: store, clock: clock, runner: runner))
        }
    }

    /// Stores rows as if others had written them.
    func store(_ records: [any Record]) async throws {
        var batch = Batch()
        for record in records { batch.append(record) }
        _ = try await store.commit([batch])
    }

    /// The moments of a table's column, each once and sorted.
    func moments(_ table: TableSchema, _ column: String) async throws -> [Timestamp] {
        Set(try await store.rows(Query(table)).compactMap { $0.timestamp(column) }).sorted()
    }

    /// The cursor of a job.
    func cursor(_ job: JobName) async throws -> String? {
        try await store.rows(Query(Cursor.table, where: [.equal("cursor_key", .text(job.rawValue))]))
            .first?.text("cursor_value")
    }
}
