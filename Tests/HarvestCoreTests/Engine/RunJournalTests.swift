import HarvestTestSupport
import Testing

@testable import HarvestCore

/// What the journal says of runs, of settings, and of what is still needed.
@Suite(.timeLimit(.minutes(2))) struct RunJournalTests {
    /// Durations of a run are told in milliseconds: a nanosecond more or less may make one of them.
    @Test func aRunKnowsNoMoreOfTheTimeThanItsRecordsSay() async throws {
        let clock = ManualClock()
        clock.advance(by: .nanoseconds(1_400))
        let journal = MemoryJournal()
        let room = RunJournal(journal, clock: clock)
        _ = try await room.open(settings: [], version: "test")
        var generator = SplitMix64(seed: 1)
        let tape = try await room.begin(RunID(using: &generator), of: Self.collector())
        let start = tape.clock.uptime
        clock.advance(by: .milliseconds(1) - .nanoseconds(600))
        _ = try await Self.input(tape, Locked(0))
        let recorded = journal.records.suffix(2).map(\.uptime.microseconds)
        #expect((tape.clock.uptime - start).microseconds == recorded[1] - recorded[0])
    }

    private struct Full: HarvestFailure {
        let code = "E3502"
        let message = "there is no room"
        var advice = Advice.retry(after: nil)
    }

    /// A journal that has no room for some kinds of records.
    private struct FullJournal: Journal {
        let base = MemoryJournal()
        let refused = Locked<Set<String>>([])
        var advice = Advice.retry(after: nil)

        func append(_ record: JournalRecord) async throws -> UInt64 {
            if refused.withLock({ $0.contains(record.kind) }) { throw Full(advice: advice) }
            return try await base.append(record)
        }

        func sync() async throws {}
    }

    private static func settings(_ handles: String) -> [JournalRecord.Field] {
        [.init("handles", .text(handles))]
    }

    private static func collector() -> JobRunnerTests.Doing { .init { _ in } }

    /// A process that has begun to write, and a run of it.
    private static func begun(in journal: any Journal) async throws -> (RunJournal, JournalTape) {
        let room = RunJournal(journal, clock: ManualClock())
        _ = try await room.open(settings: [], version: "test")
        var generator = SplitMix64(seed: 1)
        return (room, try await room.begin(RunID(using: &generator), of: collector()))
    }

    private static func input(_ tape: JournalTape, _ lived: Locked<Int>) async throws -> String {
        try await tape.take(
            live: {
                lived.withLock { $0 += 1 }
                return "answer"
            },
            record: { _, moment in
                JournalRecord(RecordKind.frame, at: moment.at, uptime: moment.uptime)
            },
            recall: { _ in "" })
    }

    @Test func aCommitNamesTheSettingsThatHeldWhereItsOldestRunBegan() async throws {
        let clock = SkippingClock()
        let (journal, store, channel) = (MemoryJournal(), MemoryStore(clock: clock), BatchChannel())
        _ = try await store.migrate()
        let room = RunJournal(journal, clock: clock)
        let opened = try await room.open(settings: Self.settings("first,second"), version: "test")
        let first = opened + 1
        let spill = Spill(
            room, opened: opened, read: { journal.reading(from: $0) }, cast: { NoCast() })
        let writer = Writer(
            channel: channel, store: store, spill: spill, clock: clock, events: EventRecorder(), seed: 1)
        var generator = SplitMix64(seed: 1)
        let old = RunID(using: &generator)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await writer.run() }
            _ = try await room.begin(old, of: Self.collector())
            try await room.note(settings: Self.settings("first"))
            let runner = JobRunner(
                channel: channel, journal: room, clock: clock, events: EventRecorder(), seed: 2)
            #expect(await runner.run(Self.collector()).status == .ok)
            let during = try #require(try await Watermark.stored(in: store))
            #expect(during.from == first + 1)
            #expect(during.settings == first, "a run that began under the old settings is under way")
            #expect(await writer.oldestNeededRecord == first, "so their record must not be trimmed away")
            room.finish(old.description)
            #expect(await runner.run(Self.collector()).status == .ok)
            let after = try #require(try await Watermark.stored(in: store))
            #expect(after.settings == first + 2)
            channel.finish()
        }
    }

    @Test func settingsAreWrittenAgainBeforeTheirRecordIsOld() async throws {
        let clock = ManualClock()
        let journal = MemoryJournal()
        let room = RunJournal(journal, clock: clock)
        _ = try await room.open(settings: Self.settings("first"), version: "test")
        try await room.note(settings: Self.settings("second"))
        var generator = SplitMix64(seed: 1)
        for _ in 1...4 {
            clock.advance(by: .minutes(20))
            _ = try await room.begin(RunID(using: &generator), of: Self.collector())
        }
        let written = journal.records.filter { $0.kind == RecordKind.settings }.map { $0.text("handles") }
        #expect(written == ["first", "second", "second"])
    }

    /// As it is when it is done again from the records that were kept.
    @Test func aRunIsStoppedWhereARecordWasNotKept() async throws {
        let journal = FullJournal()
        let (room, tape) = try await Self.begun(in: journal)
        let lived = Locked(0)
        #expect(tape.isRepeatable)
        journal.refused.withLock { $0 = [RecordKind.frame] }
        await #expect(throws: CancellationError.self) { try await Self.input(tape, lived) }
        journal.refused.withLock { $0 = [] }
        await #expect(throws: CancellationError.self) { try await Self.input(tape, lived) }
        #expect(lived.withLock { $0 } == 1, "nothing is asked that could not be kept in order")
        #expect(!tape.isRepeatable)
        tape.offers("books")
        #expect(try await tape.end(.returned) == .unkept(RecalledFailure(Full())))
        let end = try #require(journal.base.records.last)
        #expect(RunEnd(end) == .unkept(RecalledFailure(Full())), "and the reason is on record")
        #expect(tape.isRepeatable)
        room.finish(tape.origin.run)
        #expect(room.oldestNeeded == end.sequence + 1, "nobody builds on what is not kept")
    }

    @Test func aRunWhoseEndWasNotKeptCannotBeDoneAgain() async throws {
        let journal = FullJournal()
        let (_, tape) = try await Self.begun(in: journal)
        journal.refused.withLock { $0 = [RecordKind.end] }
        await #expect(throws: Full.self) { try await tape.end(.returned) }
        #expect(!tape.isRepeatable, "so its last batch is not left to the journal")
    }

    @Test func whatBecameOfABatchStandsBeforeWhatCameAfterIt() async throws {
        let journal = FullJournal()
        let (room, tape) = try await Self.begun(in: journal)
        let part = Batch.Part(run: "a", number: 1)
        journal.refused.withLock { $0 = [RecordKind.commit] }
        await #expect(throws: Full.self) { try await room.note(RecordKind.commit, of: [part], []) }
        #expect(room.unnoted == [part])
        try await room.note(settings: Self.settings("first"))
        let count = journal.base.records.count
        await #expect(throws: CancellationError.self) { try await Self.input(tape, Locked(0)) }
        #expect(journal.base.records.count == count, "nothing comes before it")
        journal.refused.withLock { $0 = [] }
        _ = try await tape.end(.returned)
        #expect(journal.base.records.suffix(2).map(\.kind) == [RecordKind.commit, RecordKind.end])
        #expect(room.unnoted.isEmpty)
    }

    @Test func whatTheJournalWillNeverTakeHoldsNothingUp() async throws {
        let journal = FullJournal(advice: .skip)
        let room = RunJournal(journal, clock: ManualClock())
        _ = try await room.open(settings: [], version: "test")
        let part = Batch.Part(run: "a", number: 1)
        journal.refused.withLock { $0 = [RecordKind.refused] }
        await #expect(throws: Full.self) { try await room.note(RecordKind.refused, of: [part], []) }
        var generator = SplitMix64(seed: 1)
        _ = try await room.begin(RunID(using: &generator), of: Self.collector())
        #expect(journal.base.records.last?.kind == RecordKind.start)
    }

    /// A journal that lets nobody know the number of a record of settings before it is told to.
    private struct SlowJournal: Journal {
        let base = MemoryJournal()
        let kept = Latch()
        let release = Latch()

        func append(_ record: JournalRecord) async throws -> UInt64 {
            let number = try await base.append(record)
            guard record.kind == RecordKind.settings else { return number }
            kept.open()
            await release.wait()
            return number
        }

        func sync() async throws {}
    }

    @Test func settingsThatAreBeingWrittenAreNeeded() async throws {
        let journal = SlowJournal()
        let room = RunJournal(journal, clock: ManualClock())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await room.note(settings: Self.settings("first")) }
            await journal.kept.wait()
            try await room.append(JournalRecord(RecordKind.opened, at: Timestamp(seconds: 1), uptime: .zero))
            #expect(room.oldestNeeded == 1)
            journal.release.open()
            try await group.waitForAll()
            #expect(room.oldestNeeded == 3)
        }
    }

    @Test func whatIsOfferedIsNeededUntilItIsWithdrawn() async throws {
        let room = RunJournal(MemoryJournal(), clock: ManualClock())
        _ = try await room.open(settings: [], version: "test")
        var generator = SplitMix64(seed: 1)
        let id = RunID(using: &generator)
        let tape = try await room.begin(id, of: Self.collector())
        tape.offers("books")
        room.finish(id.description)
        #expect(room.oldestNeeded == tape.origin.start)
        tape.withdraws("books")
        #expect(room.oldestNeeded == tape.origin.start + 1)
    }
}
