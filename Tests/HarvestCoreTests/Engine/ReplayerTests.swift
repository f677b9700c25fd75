import HarvestTestSupport
import Testing

@testable import HarvestCore

@Suite(.timeLimit(.minutes(2))) struct ReplayerTests {
    /// A run that uses what another one fetched.
    private struct Guest: Collector {
        let job = JobName.quoteTopSync
        let source = "clob"

        func collect(into run: JobRun) async throws {
            try await run.intake.tape.take(
                live: {},
                record: { _, moment in JournalRecord("turn", at: moment.at, uptime: moment.uptime) },
                recall: { _ in throw EngineError.diverged("its host is not here") })
        }
    }

    private struct Cast: ReplayCast {
        mutating func apply(_ settings: JournalRecord) {}

        func collector(of job: JobName, subject: String?) -> (any Collector)? { Guest() }
    }

    /// Runs of one row each, named after what they are about.
    private struct OneRowCast: ReplayCast {
        mutating func apply(_ settings: JournalRecord) {}

        func collector(of job: JobName, subject: String?) -> (any Collector)? {
            JobRunnerTests.Doing { await $0.append(JobRunnerTests.cursor(subject ?? "")) }
        }
    }

    /// One that is refused must not spoil those that were stored with it.
    @Test func ofBatchesThatWereStoredTogetherARefusedOneIsLeftOut() async throws {
        let (journal, clock) = (MemoryJournal(), SkippingClock())
        let subjects = ["good", "bad", "better"]
        var generator = SplitMix64(seed: 1)
        let runs = subjects.map { _ in RunID(using: &generator).description }
        for (subject, run) in zip(subjects, runs) {
            _ = try await journal.append(
                JournalRecord(
                    RecordKind.start, at: clock.now, uptime: .zero, run: run,
                    ["job": .text("metric_sync"), "subject": .text(subject), "source": .text("test")]))
            _ = try await journal.append(RunEnd.returned.record(Moment(clock), run: run))
        }
        _ = try await journal.append(
            JournalRecord(
                RecordKind.commit, at: clock.now, uptime: .zero,
                [
                    "commit": .integer(1),
                    "parts": .text(Batch.Part.text(runs.map { Batch.Part(run: $0, number: 1) })),
                ]))
        let base = MemoryStore(clock: clock)
        _ = try await base.migrate()
        let store = WriterTests.ScriptedStore(base) { _, batches in
            batches.contains { $0.blocks.first?.values.first == .text("bad") } ? .skip : nil
        }
        let outcome = try await JournalReplay(into: store, cast: OneRowCast()).run(journal.reading(from: 1))
        #expect(outcome.counts == Replayer.Counts(runs: 3, refused: 1))
        #expect((outcome.refusal as? any HarvestFailure)?.code == "E3999")
        #expect(try await base.count(Cursor.table) == 2)
    }

    private static func records() -> [JournalRecord] {
        var start = JournalRecord(
            RecordKind.start, at: Timestamp(seconds: 9), uptime: .zero, run: "guest",
            ["job": .text("quote_top_sync"), "source": .text("clob")])
        start.sequence = 9
        var turn = JournalRecord(
            RecordKind.turn, at: Timestamp(seconds: 10), uptime: .zero, run: "guest",
            ["fetched_by": .text("host"), "first": .integer(5)])
        turn.sequence = 10
        return [start, turn]
    }

    /// A catch-up begins where something is still needed. Runs that lie behind that and built on one before
    /// it are stored: they are no trouble.
    @Test(arguments: [(UInt64(8), 0), (5, 1)])
    func aRunWhoseHostIsOutOfTheRangeIsStoredAlready(from: UInt64, diverged: Int) async throws {
        var replayer = Replayer(cast: Cast(), from: from, includesDerived: false)
        try await withThrowingDiscardingTaskGroup { group in
            for record in Self.records() { _ = await replayer.feed(record, into: &group) }
            try await replayer.endOpenRuns { _ in CommitReceipt() }
        }
        #expect(replayer.counts.diverged == diverged)
        #expect(replayer.openTapes.isEmpty)
    }
}
