import HarvestTestSupport
import Testing

@testable import HarvestCore

/// Several journals and one store, one after the other: nobody takes another's watermark for its own.
@Suite struct ForeignJournalTests {
    /// Another service writes the store.
    private struct Taken: HarvestFailure {
        let code = "E9997"
        let message = "somebody else writes the store"
        let advice = Advice.reconnect
    }

    /// The tables are not as they should be.
    private struct Unfit: HarvestFailure {
        let code = "E9996"
        let message = "the tables are of a later program"
        let advice = Advice.stop
    }

    private static let calm = JournalWorld.Fate(runs: 4, dies: nil, outage: 0..<0, liesAboutCommits: false)

    private static func expectAllStored(_ worlds: [JournalWorld], _ note: Comment) async throws {
        var journaled: Set<String> = []
        for world in worlds { journaled.formUnion(JournalRecoveryTests.journaled(world.journal)) }
        #expect(try await JournalRecoveryTests.stored(worlds[0].store) == journaled, note)
        for world in worlds {
            let parts = world.journal.records.filter { $0.kind == RecordKind.commit }
                .flatMap { Batch.Part.parts($0.text("parts") ?? "") }
            #expect(Set(parts).count == parts.count, note)
        }
    }

    /// What the first one has left in its journal is stored when its turn comes again, however far the other
    /// has come meanwhile.
    @Test func whatWasLeftInAJournalOutlastsTheUseOfAnother() async throws {
        for seed in 1...30 {
            var generator = SplitMix64(seed: UInt64(seed))
            let first = JournalWorld("first")
            let second = JournalWorld("second", beside: first)
            _ = try await first.store.migrate()
            let start = Int.random(in: 2...40, using: &generator)
            let cut = JournalWorld.Fate(
                runs: 8, dies: start + Int.random(in: 10...80, using: &generator), outage: start..<10_000,
                liesAboutCommits: seed % 2 == 0)
            try await first.live(Self.calm, seed: UInt64(seed))
            try await first.live(cut, seed: UInt64(seed) + 1_000)
            for turn in 0...2 {
                try await second.live(Self.calm, seed: UInt64(seed + turn) + 2_000)
                try await first.live(Self.calm, seed: UInt64(seed + turn) + 3_000)
            }
            try await Self.expectAllStored([first, second], "seed \(seed)")
            #expect(first.events.recorder.facts.allSatisfy { $0.name != "JournalPassedOver" })
        }
    }

    /// The same while the first one runs on and waits for the store.
    @Test func whoWaitsForTheStoreGoesOnWhereItWas() async throws {
        for seed in 1...40 {
            let first = JournalWorld("first")
            let second = JournalWorld("second", beside: first)
            _ = try await first.store.migrate()
            var fate = JournalWorld.Fate(
                runs: 8, dies: nil, outage: 2 + seed..<12 + seed, liesAboutCommits: false)
            fate.meanwhile = { try await second.live(Self.calm, seed: UInt64(seed) + 1_000) }
            try await first.live(fate, seed: UInt64(seed))
            try await Self.expectAllStored([first, second], "seed \(seed)")
            #expect(try await Watermark.stored(in: first.store)?.journal == "first")
        }
    }

    @Test func aWatermarkWithoutAnIdentityIsTakenOver() async throws {
        let before = JournalWorld()
        _ = try await before.store.migrate()
        let cut = JournalWorld.Fate(runs: 8, dies: 60, outage: 10..<10_000, liesAboutCommits: false)
        try await before.live(cut, seed: 1)
        #expect(try await Watermark.stored(in: before.store)?.journal == nil)
        let after = JournalWorld("named", beside: before, journal: before.journal)
        try await after.live(Self.calm, seed: 2)
        try await Self.expectAllStored([after], "the journal is the same")
        #expect(try await Watermark.stored(in: after.store)?.journal == "named")
    }

    @Test func aLeaseThatIsTakenIsWaitedForAndTold() async throws {
        let world = JournalWorld("first")
        _ = try await world.store.migrate()
        var fate = Self.calm
        fate.leaseTroubles = [JournalWorld.Outage(), Taken(), Taken()]
        try await world.live(fate, seed: 1)
        try await Self.expectAllStored([world], "what came meanwhile is stored")
        let lost = world.events.recorder.facts.filter { $0.name == "StoreLost" }
        #expect(lost.count == 2)
        #expect(lost.last.map { "\($0)".contains("E9997") } == true)
    }

    @Test func nothingIsWrittenToTablesThatDoNotFit() async throws {
        let world = JournalWorld("first")
        _ = try await world.store.migrate()
        var fate = Self.calm
        fate.leaseTroubles = [JournalWorld.Outage(), Unfit()]
        let failure = try await world.live(fate, seed: 1)
        #expect((failure as? any HarvestFailure)?.code == "E9996")
        #expect(try await world.store.count(Cursor.table) == 0)
    }
}
