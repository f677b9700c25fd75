import HarvestTestSupport
import Testing

@testable import HarvestCore

/// The writer with a journal, where its own task or the journal is in trouble.
@Suite(.timeLimit(.minutes(2))) struct WriterJournalTests {
    private struct Full: HarvestFailure {
        let code = "E3502"
        let message = "there is no room"
        let advice = Advice.retry(after: nil)
    }

    /// A journal that cannot sync, and takes no word of what became of batches.
    private struct SpentJournal: Journal {
        let base = MemoryJournal()
        let isSpent = Locked(false)

        func append(_ record: JournalRecord) async throws -> UInt64 {
            if isSpent.withLock({ $0 }), record.text("parts") != nil { throw Full() }
            return try await base.append(record)
        }

        func sync() async throws { if isSpent.withLock({ $0 }) { throw Full() } }
    }

    /// A writer with a journal over a store.
    private struct Bench {
        let channel = BatchChannel()
        let events = EventRecorder()
        let room: RunJournal
        let writer: Writer

        init(
            _ store: any Store, _ journal: any Journal, read base: MemoryJournal, _ clock: any EngineClock
        ) async throws {
            room = RunJournal(journal, clock: clock)
            let opened = try await room.open(settings: [], version: "test")
            writer = Writer(
                channel: channel, store: store,
                spill: Spill(room, opened: opened, read: { base.reading(from: $0) }, cast: { NoCast() }),
                clock: clock, events: events, seed: 1)
        }
    }

    private static func batch(_ key: String) -> Batch {
        var batch = WriterTests.batch(key)
        batch.part = Batch.Part(run: key, number: 1)
        batch.isTaped = true
        return batch
    }

    /// Batches of runs take until they are cancelled, and fail then.
    private struct EndlessStore: WrappedStore {
        let base: MemoryStore
        let failure: any Error
        let began = Latch()
        let label = "endless"

        func commit(_ batches: [Batch]) async throws -> [CommitReceipt] {
            guard batches.contains(where: { $0.part != nil }) else { return try await base.commit(batches) }
            began.open()
            await Latch().wait()
            throw failure
        }
    }

    @Test(arguments: [CancellationError(), WriterTests.Refused(advice: .reconnect)] as [any Error])
    func whatACancelledWriterDidNotStoreIsLeftToTheJournal(_ failure: any Error) async throws {
        let clock = SkippingClock()
        let store = EndlessStore(base: MemoryStore(clock: clock), failure: failure)
        _ = try await store.migrate()
        let journal = MemoryJournal()
        let bench = try await Bench(store, journal, read: journal, clock)
        let (writer, channel) = (bench.writer, bench.channel)
        let receipt = try await withThrowingTaskGroup(of: CommitReceipt?.self) { group in
            group.addTask {
                defer { channel.finish() }
                return try await channel.submit(Self.batch("a"))
            }
            group.addTask {
                try await withThrowingTaskGroup(of: Void.self) { inner in
                    inner.addTask { try await writer.run() }
                    await store.began.wait()
                    inner.cancelAll()
                    try await inner.waitForAll()
                }
                return nil
            }
            return try await group.reduce(nil) { $0 ?? $1 }
        }
        #expect(receipt?.isSpilled == true)
        #expect(journal.records.contains { $0.kind == RecordKind.spilled && $0.text("parts") == "a:1" })
        #expect(!journal.records.contains { $0.kind == RecordKind.refused })
    }

    /// Says of the first commit of a run that it does not know, and does it when it is asked the next time.
    private actor TardyStore: WrappedStore {
        nonisolated let label = "tardy"
        nonisolated let base: MemoryStore
        private var late: [Batch]?
        private var hasBeenLate = false
        private(set) var commits: [[Batch.Part]] = []

        init(_ base: MemoryStore) { self.base = base }

        func commit(_ batches: [Batch]) async throws -> [CommitReceipt] {
            if let late = late.take() { try await store(late) }
            guard hasBeenLate || batches.allSatisfy({ $0.part == nil }) else {
                (late, hasBeenLate) = (batches, true)
                throw WriterTests.Refused(advice: .reconnect)
            }
            return try await store(batches)
        }

        @discardableResult
        private func store(_ batches: [Batch]) async throws -> [CommitReceipt] {
            commits.append(batches.compactMap(\.part))
            return try await base.commit(batches)
        }
    }

    @Test func aCommitThatIsStillUnderWayIsWaitedForBeforeTheWatermarkIsBelieved() async throws {
        let clock = SkippingClock()
        let base = MemoryStore(clock: clock)
        let store = TardyStore(base)
        _ = try await store.migrate()
        let journal = MemoryJournal()
        let bench = try await Bench(store, journal, read: journal, clock)
        let (writer, channel) = (bench.writer, bench.channel)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await writer.run() }
            // Made of the store alone, so that it cannot wait in the journal.
            var batch = Self.batch("a")
            batch.isTaped = false
            batch.isDerived = true
            _ = try await channel.submit(batch)
            channel.finish()
        }
        #expect(await store.commits.filter { !$0.isEmpty } == [[Batch.Part(run: "a", number: 1)]])
        let noted = journal.records.filter { $0.kind == RecordKind.commit }.map { $0.text("parts") }
        #expect(noted == ["a:1"], "a replay stores it, too")
    }

    @Test func aJournalWithoutRoomKeepsNothingFromTheStore() async throws {
        let clock = SkippingClock()
        let store = MemoryStore(clock: clock)
        _ = try await store.migrate()
        let journal = SpentJournal()
        let base = journal.base
        let bench = try await Bench(store, journal, read: base, clock)
        let (writer, channel, events) = (bench.writer, bench.channel, bench.events)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await writer.run() }
            while bench.room.memory.isStoreDown { await Task.yield() }
            journal.isSpent.withLock { $0 = true }
            for key in ["a", "b"] { _ = try await channel.submit(Self.batch(key)) }
            let unnoted = try #require(try await Watermark.stored(in: store))
            #expect(unnoted.parts.map(\.run).sorted() == ["a", "b"], "the store remembers for the journal")
            journal.isSpent.withLock { $0 = false }
            _ = try await channel.submit(Self.batch("c"))
            let noted = try #require(try await Watermark.stored(in: store))
            _ = try await channel.submit(Self.batch("d"))
            let after = try #require(try await Watermark.stored(in: store))
            #expect(Set(noted.parts.map(\.run)) == ["a", "b", "c"])
            #expect(after.parts.map(\.run) == ["d"])
            channel.finish()
        }
        let noted = base.records.filter { $0.kind == RecordKind.commit }.map { $0.text("parts") ?? "" }
        #expect(noted.flatMap(Batch.Part.parts).map(\.run) == ["a", "b", "c", "d"], "none is left out")
        #expect(events.recorder.facts.contains { $0.name == "JournalFailed" })
        #expect(!events.recorder.facts.contains { $0.name == "StoreLost" })
    }

    /// It would wait for the store as long as that is away, and its job with it.
    @Test func aRunWhoseEndTheJournalDidNotTakeIsToldThatTheStoreIsAway() async throws {
        let clock = SkippingClock()
        let base = MemoryStore(clock: clock)
        _ = try await base.migrate()
        let store = WriterTests.ScriptedStore(base) { _, _ in .reconnect }
        let journal = MemoryJournal()
        let bench = try await Bench(store, journal, read: journal, clock)
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await bench.writer.run() }
            var batch = Self.batch("a")
            batch.isTaped = false
            let told: RecordedFailure?
            do {
                _ = try await bench.channel.submit(batch)
                told = nil
            } catch {
                told = RecordedFailure(error)
            }
            #expect(told == RecordedFailure(EngineError.storeDown))
            bench.channel.finish()
        }
    }

    /// The run is told that its rows are not kept, and goes on; done again, it must be told the same.
    @Test func aBatchThatCouldNotBeLeftToTheJournalIsRefusedThereBeforeAnythingElse() async throws {
        let clock = SkippingClock()
        let base = MemoryStore(clock: clock)
        _ = try await base.migrate()
        let isAway = Locked(true)
        let store = WriterTests.ScriptedStore(base) { _, _ in isAway.withLock { $0 } ? .reconnect : nil }
        let journal = SpentJournal()
        let bench = try await Bench(store, journal, read: journal.base, clock)
        journal.isSpent.withLock { $0 = true }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await bench.writer.run() }
            await #expect(throws: Full.self) { _ = try await bench.channel.submit(Self.batch("a")) }
            journal.isSpent.withLock { $0 = false }
            let receipt = try await bench.channel.submit(Self.batch("b"))
            #expect(receipt.isSpilled)
            isAway.withLock { $0 = false }
            while bench.room.memory.isStoreDown { await Task.yield() }
            bench.channel.finish()
        }
        let told = journal.base.records.filter { $0.text("parts") != nil }
        #expect(told.map(\.kind) == [RecordKind.refused, RecordKind.spilled])
        #expect(told.first.flatMap { RecalledFailure($0) } == RecalledFailure(Full()))
    }
}
