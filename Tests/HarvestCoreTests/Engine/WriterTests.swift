@testable import HarvestCore
import HarvestTestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct WriterTests {
    struct Refused: HarvestFailure {
        let code = "E3999"
        let message = "refused"
        let advice: Advice
    }

    /// A store whose commits fail as a script says.
    actor ScriptedStore: WrappedStore {
        nonisolated let label = "scripted"
        nonisolated let base: MemoryStore
        private let fails: @Sendable (_ attempt: Int, [Batch]) -> Advice?
        private(set) var attempts = 0

        init(_ base: MemoryStore, fails: @escaping @Sendable (Int, [Batch]) -> Advice?) {
            self.base = base
            self.fails = fails
        }

        func commit(_ batches: [Batch]) async throws -> [CommitReceipt] {
            attempts += 1
            if let advice = fails(attempts, batches) { throw Refused(advice: advice) }
            return try await base.commit(batches)
        }
    }

    static func batch(_ key: String) -> Batch {
        var batch = Batch()
        batch.append(Cursor(key: key, value: "1", meta: "{}", updatedAt: Timestamp(seconds: 0)))
        return batch
    }

    static func with(
        fails: @escaping @Sendable (Int, [Batch]) -> Advice?,
        _ body: (BatchChannel, MemoryStore) async throws -> Void
    ) async throws {
        let clock = SkippingClock()
        let base = MemoryStore(clock: clock)
        _ = try await base.migrate()
        let channel = BatchChannel()
        let writer = Writer(
            channel: channel, store: ScriptedStore(base, fails: fails), clock: clock,
            events: EventRecorder(), seed: 1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await writer.run() }
            defer { channel.finish() }
            try await body(channel, base)
        }
    }

    @Test func whatBecameOfTheRowsIsToldByTable() async throws {
        let clock = SkippingClock()
        let store = MemoryStore(clock: clock)
        _ = try await store.migrate()
        let (channel, events) = (BatchChannel(), EventRecorder())
        let writer = Writer(channel: channel, store: store, clock: clock, events: events, seed: 1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await writer.run() }
            defer { channel.finish() }
            for _ in 0..<2 { _ = try await channel.submit(Self.batch("a")) }
            var batch = Self.batch("b")
            batch.append(Sample.account("44196397"))
            _ = try await channel.submit(batch)
        }
        let told = events.recorder.facts.filter { $0.name == "RowsStored" }
        let tables = [Cursor.table.name, Cursor.table.name, Account.table.name, Cursor.table.name]
        #expect(told.map { $0["table"] } == tables.map { .text($0) }, "each commit's by their names")
        #expect(told.map { $0["new"] } == [1, 0, 1, 1])
        #expect(told.map { $0["unchanged"] } == [0, 1, 0, 0])
        #expect(channel.depth == (0, 0))
    }

    @Test func aPassingFailureIsTriedAgain() async throws {
        try await Self.with(fails: { attempt, _ in attempt < 3 ? .retry(after: nil) : nil }) {
            channel, store in
            let receipt = try await channel.submit(Self.batch("a"))
            #expect(receipt.total.new == 1)
            let count = try await store.count(Cursor.table)
            #expect(count == 1)
        }
    }

    @Test func aBatchThatCannotBeStoredIsAnsweredAndTheOthersAreStored() async throws {
        let isBad: @Sendable (Batch) -> Bool = { $0.blocks.first?.values.first == .text("bad") }
        try await Self.with(fails: { _, batches in batches.contains(where: isBad) ? .skip : nil }) {
            channel, store in
            let failures = await withTaskGroup(of: Int.self) { group in
                for key in ["a", "bad", "b", "c"] {
                    group.addTask {
                        do {
                            _ = try await channel.submit(Self.batch(key))
                            return 0
                        } catch {
                            return 1
                        }
                    }
                }
                return await group.reduce(0, +)
            }
            #expect(failures == 1)
            let count = try await store.count(Cursor.table)
            #expect(count == 3)
        }
    }

    /// A batch that cannot be made again from the journal waits for the store, and nothing waits in there.
    @Test func theEndOfATroubleThatWasToldIsToldAlsoWhenNothingWaits() async throws {
        let clock = SkippingClock()
        let base = MemoryStore(clock: clock)
        _ = try await base.migrate()
        let (channel, events, journal) = (BatchChannel(), EventRecorder(), MemoryJournal())
        let hasFailed = Locked(false)
        let store = ScriptedStore(base) { _, batches in
            // The batch and the watermark.
            guard batches.count == 2 else { return nil }
            return hasFailed.withLock { failed in
                defer { failed = true }
                return failed ? nil : .reconnect
            }
        }
        let room = RunJournal(journal, clock: clock)
        let opened = try await room.open(settings: [], version: "test")
        let writer = Writer(
            channel: channel, store: store,
            spill: Spill(room, opened: opened, read: { journal.reading(from: $0) }, cast: { NoCast() }),
            clock: clock, events: events, seed: 1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await writer.run() }
            defer { channel.finish() }
            var batch = Self.batch("a")
            batch.isDerived = true
            _ = try await channel.submit(batch)
        }
        let told = events.recorder.facts.map(\.name).filter { $0.hasPrefix("Store") }
        #expect(told == ["StoreLost", "StoreCaughtUp"])
    }

    @Test func aStoreThatOnlyAPersonCanMendEndsTheWriterAndEverybodyHears() async throws {
        let clock = SkippingClock()
        let base = MemoryStore(clock: clock)
        _ = try await base.migrate()
        let channel = BatchChannel(capacity: 2)
        let writer = Writer(
            channel: channel, store: ScriptedStore(base, fails: { _, _ in .stop }), clock: clock,
            events: EventRecorder(), seed: 1)
        let failures = await withTaskGroup(of: Int.self) { group in
            group.addTask {
                do {
                    try await writer.run()
                    return 0
                } catch {
                    return error is Refused ? 1_000 : 0
                }
            }
            for number in 0..<8 {
                group.addTask {
                    do {
                        _ = try await channel.submit(Self.batch("\(number)"))
                        return 0
                    } catch {
                        return 1
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(failures == 1_008)
    }
}
