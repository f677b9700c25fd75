import HarvestTestSupport
import Testing

@testable import HarvestCore
@testable import HarvestSources

@Suite struct JournalRecoveryTests {
    /// The serial numbers that the journal has in its frames.
    static func journaled(_ journal: MemoryJournal) -> Set<String> {
        Set(
            journal.records.filter { $0.kind == RecordKind.frame && $0.integer("status") == 200 }
                .compactMap { record in
                    // A frame that is none of ours has no number.
                    try? JSONDocument(
                        parsing: record.body, from: Endpoint(source: "tick", name: "tick")
                    ).root["serial"]?.text
                })
    }

    static func stored(_ store: MemoryStore) async throws -> Set<String> {
        let rows = try await store.rows(Query(Cursor.table, columns: ["cursor_key"]))
        return Set(
            rows.compactMap { $0.text("cursor_key") }.filter { $0.hasPrefix("row:") }
                .map { String($0.dropFirst(4)) })
    }

    private static func check(_ fates: [JournalWorld.Fate], seed: UInt64) async throws {
        let world = JournalWorld()
        _ = try await world.store.migrate()
        for (index, fate) in fates.enumerated() {
            try await world.live(fate, seed: seed &+ UInt64(index) &* 1_000)
        }
        let refuses = fates.contains(where: \.refuses)
        let journaled = journaled(world.journal).filter { serial in
            !refuses || Int(serial).map { $0.isMultiple(of: 5) } != true
        }
        let stored = try await stored(world.store)
        #expect(stored == journaled, "seed \(seed): what came is what is stored")
        try await checkReplay(of: world, seed: seed, refuses: refuses)
    }

    /// A replay of the whole journal makes the same tables, the audit rows included.
    private static func checkReplay(of world: JournalWorld, seed: UInt64, refuses: Bool) async throws {
        let copy = MemoryStore(clock: world.clock)
        _ = try await copy.migrate()
        let upstream = Upstream(
            name: "tick", baseURL: "https://tick.example",
            transport: ScriptedTransport(clock: world.clock), bucket: TokenBucket(rate: 1, burst: 1),
            policy: RetryPolicy(seed: 0), clock: world.clock, events: world.events)
        var fate = Self.calm
        fate.refuses = refuses
        let target = FrailStore(base: copy, operations: Locked(0), fate: fate)
        let replay = JournalReplay(into: target, cast: TickCast(upstream: upstream, store: copy))
        let outcome = try await replay.run(world.journal.reading(from: 1))
        #expect(outcome.divergence == nil, "seed \(seed)")
        let counts = outcome.counts
        #expect(counts.diverged + counts.unknown == 0, "seed \(seed)")
        #expect(counts.refused == 0 || refuses, "seed \(seed)")
        let digests = try await TableDigest.all(in: copy)
        let live = try await TableDigest.all(in: world.store)
        for (first, second) in zip(live, digests) where first != second {
            let difference = try await Self.difference(first.table, world.store, copy)
            let course = world.journal.records.filter { record in
                difference.contains(record.run ?? "none")
                    || Batch.Part.parts(record.text("parts") ?? "").contains { difference.contains($0.run) }
                    || record.kind == RecordKind.opened
            }.map { "\($0.sequence) \($0.kind) \($0.fields.map { "\($0.name)=\($0.value)" })" }
            Issue.record("seed \(seed): \(first.table)\n\(difference)\n\(course.joined(separator: "\n"))")
        }
    }

    private static func difference(
        _ name: String, _ live: MemoryStore, _ copy: MemoryStore
    ) async throws -> String {
        guard let table = TableCatalogue.named(name) else { return "" }
        let first = Set(try await live.rows(Query(table)).map { "\($0.values)" })
        let second = Set(try await copy.rows(Query(table)).map { "\($0.values)" })
        return
            (first.subtracting(second).map { "live only: \($0)" }
            + second.subtracting(first).map { "replay only: \($0)" }).joined(separator: "\n")
    }

    private static let calm = JournalWorld.Fate(runs: 4, dies: nil, outage: 0..<0, liesAboutCommits: false)

    @Test func aQuietLifeIsReplayedToTheSameTables() async throws {
        for seed in 1...20 { try await Self.check([Self.calm], seed: UInt64(seed)) }
    }

    @Test func whatCameDuringAnOutageIsStoredAfterIt() async throws {
        for seed in 1...40 {
            var generator = SplitMix64(seed: UInt64(seed))
            let start = Int.random(in: 2...20, using: &generator)
            let fate = JournalWorld.Fate(
                runs: 8, dies: nil, outage: start..<start + Int.random(in: 5...40, using: &generator),
                liesAboutCommits: seed % 2 == 0)
            try await Self.check([fate], seed: UInt64(seed))
        }
    }

    @Test func whatIsStoredByCatchingUpIsToldLikeAnyOtherCommit() async throws {
        var caughtUp = 0
        for seed in 1...20 {
            let world = JournalWorld()
            _ = try await world.store.migrate()
            let fate = JournalWorld.Fate(
                runs: 8, dies: nil, outage: 5 + seed..<40, liesAboutCommits: false)
            try await world.live(fate, seed: UInt64(seed))
            let facts = world.events.recorder.facts
            caughtUp += facts.count { $0.name == "StoreCaughtUp" }
            let told = facts.filter { $0["table"] == .text(Cursor.table.name) }.compactMap { $0["new"] }
                .reduce(0) { sum, count in
                    if case .integer(let count) = count { sum + count } else { sum }
                }
            let keys = try await world.store.rows(Query(Cursor.table, columns: ["cursor_key"]))
                .compactMap { $0.text("cursor_key") }
            let ours = keys.count { key in ["row:", "last:", "count:"].contains { key.hasPrefix($0) } }
            #expect(told == ours, "seed \(seed)")
        }
        #expect(caughtUp > 0, "nothing was caught up with, so nothing was shown")
    }

    /// The store is back at once, so that whoever reads next sees what the journal does not know yet.
    @Test func aCommitWhoseAnswerIsLostIsReadByNobodyBeforeTheJournalKnows() async throws {
        for seed in 1...80 {
            let start = 2 + seed / 2
            let fate = JournalWorld.Fate(
                runs: 8, dies: nil, outage: start..<start + 1, liesAboutCommits: true)
            try await Self.check([fate], seed: UInt64(seed))
        }
    }

    @Test func runsThatAreStoppedAnywhereAreStoppedThereAgain() async throws {
        for seed in 1...60 {
            var generator = SplitMix64(seed: UInt64(seed))
            var fate = JournalWorld.Fate(runs: 8, dies: nil, outage: 0..<0, liesAboutCommits: false)
            fate.stops = Int.random(in: 3...90, using: &generator)
            try await Self.check([fate, Self.calm], seed: UInt64(seed))
        }
    }

    /// What the store will not take is told to its run, also when it waited in the journal, and keeps nothing
    /// else from being stored.
    @Test func whatTheStoreRefusesSpoilsNothingElse() async throws {
        for seed in 1...60 {
            var generator = SplitMix64(seed: UInt64(seed))
            let start = Int.random(in: 2...20, using: &generator)
            var fate = JournalWorld.Fate(
                runs: 8, dies: seed % 3 == 0 ? Int.random(in: 20...120, using: &generator) : nil,
                outage: start..<start + Int.random(in: 0...40, using: &generator), liesAboutCommits: false)
            fate.refuses = true
            var last = Self.calm
            last.refuses = true
            try await Self.check([fate, last], seed: UInt64(seed))
        }
    }

    @Test func aProcessThatDiesAnywhereLosesAndDoublesNothing() async throws {
        for seed in 1...100 {
            var generator = SplitMix64(seed: UInt64(seed))
            var fates: [JournalWorld.Fate] = []
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let start = Int.random(in: 2...60, using: &generator)
                fates.append(
                    JournalWorld.Fate(
                        runs: 8, dies: Int.random(in: 0...120, using: &generator),
                        outage: start..<start + Int.random(in: 0...20, using: &generator),
                        liesAboutCommits: Bool.random(using: &generator)))
            }
            try await Self.check(fates + [Self.calm], seed: UInt64(seed))
        }
    }
}
