@testable import HarvestCore
import HarvestTestSupport
import Testing

@Suite struct JobRunnerTests {
    /// A collector made of a closure.
    struct Doing: Collector {
        let job = JobName.metricSync
        let source = "test"
        let body: @Sendable (JobRun) async throws -> Void

        func collect(into run: JobRun) async throws { try await body(run) }
    }

    struct Broken: Error {}

    static func cursor(_ key: String) -> Cursor {
        Cursor(key: key, value: "1", meta: "{}", updatedAt: Timestamp(seconds: 1))
    }

    /// A store in memory with a writer under it while `body` runs.
    static func with(
        _ clock: ManualClock, _ body: (JobRunner, MemoryStore) async throws -> Void
    ) async throws {
        let channel = BatchChannel()
        let store = MemoryStore(clock: clock)
        _ = try await store.migrate()
        let events = EventRecorder()
        let writer = Writer(channel: channel, store: store, clock: clock, events: events, seed: 1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await writer.run() }
            defer { channel.finish() }
            try await body(JobRunner(channel: channel, clock: clock, events: events, seed: 1), store)
        }
    }

    static func auditRow(_ store: MemoryStore) async throws -> Row? {
        try await store.rows(Query(CollectorRun.table)).first
    }

    @Test func aRunThatWentWellIsOkAndCountsItsRows() async throws {
        let clock = ManualClock()
        try await Self.with(clock) { runner, store in
            let report = await runner.run(Doing { await $0.append(Self.cursor("a")) })
            #expect(report.status == .ok)
            #expect(report.receipt.total.new == 1)
            let row1 = try await Self.auditRow(store)
            #expect(row1?.integer("rows_written") == 1)
        }
    }

    /// A job of one account, which nobody knows.
    private struct Unknown: Collector {
        let job = JobName.trackingSync
        let source = "test"
        let subject: String? = "second"

        func collect(into run: JobRun) async throws { throw Broken() }
    }

    @Test func everyEventOfARunSaysWhoseItIs() async throws {
        let (channel, events) = (BatchChannel(), EventRecorder())
        // Nobody stores here: what is told is the same.
        channel.finish()
        let runner = JobRunner(channel: channel, clock: ManualClock(), events: events, seed: 1)
        _ = await runner.run(Unknown())
        await runner.noteNextRun(of: Unknown(), after: .seconds(1))
        let told = events.recorder.facts
        #expect(told.map(\.name) == ["JobStarted", "JobFinished", "JobScheduled"])
        #expect(told.allSatisfy { $0["handle"] == "second" })
    }

    @Test func aRunThatThrowsAfterRowsIsPartialAndWithoutRowsAnError() async throws {
        let clock = ManualClock()
        try await Self.with(clock) { runner, store in
            let partial = await runner.run(
                Doing { run in
                    await run.append(Self.cursor("a"))
                    throw Broken()
                })
            #expect(partial.status == .partial)
            let count = try await store.count(Cursor.table)
            #expect(count == 1)
            let failed = await runner.run(Doing { _ in throw Broken() })
            #expect(failed.status == .error)
            #expect(failed.failure?.code == "E5000")
        }
    }

    @Test func aRunPastItsDeadlineIsStoppedAndSaysSo() async throws {
        let clock = ManualClock()
        try await Self.with(clock) { runner, store in
            async let report = runner.run(
                Doing { try await $0.clock.sleep(for: .hours(5)) }, deadline: .minutes(1))
            try await clock.waitForSleepers(2)
            clock.advance(by: .minutes(1))
            let failure = await report.failure
            #expect(failure?.code == "E5003")
            let row2 = try await Self.auditRow(store)
            #expect(row2?.text("error_code") == "E5003")
        }
    }

    @Test(arguments: 0..<20)
    func aCancelledRunIsNeverAuditedAsOk(round: Int) async throws {
        let clock = ManualClock()
        try await Self.with(clock) { runner, store in
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    _ = await runner.run(
                        Doing { run in
                            await run.append(Self.cursor("a"))
                            // The collector itself swallows the cancellation; the run must notice all the
                            // same.
                            try? await run.clock.sleep(for: .hours(1))
                        })
                }
                // Nothing cancels this wait.
                try? await clock.waitForSleepers(2)
                group.cancelAll()
            }
            let row3 = try await Self.auditRow(store)
            #expect(row3?.text("status") == "partial")
            let row4 = try await Self.auditRow(store)
            #expect(row4?.text("error_code") == "E5004")
        }
    }

    @Test func aLongRunFlushesWithItsAuditRowMarkedAsRunning() async throws {
        let clock = ManualClock()
        try await Self.with(clock) { runner, store in
            let report = await runner.run(
                Doing { run in
                    for number in 0..<JobRun.maximumRows { await run.append(Self.cursor("\(number)")) }
                    try await run.flushIfFull()
                    let row = try await Self.auditRow(store)
                    #expect(row?.text("status") == "partial")
                    #expect(row?.text("metadata")?.contains("\"running\":true") == true)
                    await run.append(Self.cursor("last"))
                })
            #expect(report.status == .ok)
            let row = try #require(try await Self.auditRow(store))
            #expect(row.integer("rows_written") == JobRun.maximumRows + 1)
            #expect(row.text("metadata")?.contains("running") == false)
        }
    }
}
