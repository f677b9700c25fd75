internal import HarvestCore
@testable internal import HarvestStore
internal import HarvestTestSupport
internal import Testing

/// COMMIT whose answer never comes: each batch is stored once, and its receipt is the true one.
@Suite struct PostgresDoubtTests {
    private typealias Samples = PostgresSamples

    @Test func aConnectionThatBreaksAroundCommitLosesAndDoublesNothing() async throws {
        let server = try await TemporaryPostgres.start()
        let url = try await server.freshDatabase()
        let proxy = try FaultProxy(to: server, cutting: 100)
        defer { proxy.stop() }
        let clock = TemporaryPostgres.Clock()
        try await withPostgresStore(url: PostgresURL(url), clock: clock) { _ = try await $0.migrate() }
        let through = try PostgresURL(proxy.url(of: server.name(in: url)))
        try await withPostgresStore(url: through, clock: clock) { store in
            for number in 1...110 {
                // Sums tell doubles: a batch that were written twice would add twice.
                let batch = Samples.batch(
                    Samples.drift("sum", occurrences: number, at: Samples.noon), Samples.market(number))
                let receipt = try await store.commit([batch])[0]
                #expect(receipt.tables["dim_market"]?.new == 1)
            }
            let row = try #require(try await store.rows(Query(FieldDrift.table)).first)
            #expect(row.integer("occurrences") == 110 * 111 / 2)
            #expect(try await store.count(Market.table) == 110)
        }
        #expect(proxy.strikeCount == 100)
    }

    /// Lends a store behind a proxy that breaks commits, the first after the server has done it and the
    /// second before, and turns `count` connections away after each.
    private func withAbsences(
        of count: Int, breaking commits: Int = 2, _ body: (PostgresStore) async throws -> Void
    ) async throws {
        let server = try await TemporaryPostgres.start()
        let url = try await server.freshDatabase()
        let clock = SkippingClock(now: Samples.noon)
        try await withPostgresStore(url: PostgresURL(url), clock: clock) { _ = try await $0.migrate() }
        let proxy = try FaultProxy(to: server, cutting: commits, turningAway: count)
        defer { proxy.stop() }
        let through = try PostgresURL(proxy.url(of: server.name(in: url)))
        try await withPostgresStore(url: through, clock: clock) { try await body($0) }
        #expect(proxy.strikeCount == commits)
    }

    private func batch(_ number: Int) -> Batch {
        Samples.batch(Samples.drift("sum", occurrences: number, at: Samples.noon), Samples.market(number))
    }

    private func sum(in store: PostgresStore) async throws -> Int? {
        try await store.rows(Query(FieldDrift.table)).first?.integer("occurrences")
    }

    @Test func aServerThatIsAwayForAWhileIsAskedAgainUntilItAnswers() async throws {
        try await withAbsences(of: PostgresLimits.doubtDelays.count - 1) { store in
            for number in 1...2 {
                let receipt = try await store.commit([batch(number)])[0]
                #expect(receipt.tables["dim_market"]?.new == 1)
            }
            #expect(try await sum(in: store) == 3)
        }
    }

    @Test func aDoubtThatStaysIsSettledBeforeTheNextCommit() async throws {
        try await withAbsences(of: PostgresLimits.doubtDelays.count + 2) { store in
            for number in 1...2 {
                let error = await #expect(throws: StoreError.self) { try await store.commit([batch(number)]) }
                #expect(error?.kind == .commitUnknown)
                let receipt = try await store.commit([batch(number)])[0]
                #expect(receipt.tables["dim_market"]?.new == 1)
                #expect(try await sum(in: store) == (1...number).reduce(0, +))
            }
            // An answered batch is forgotten: the same rows later are rows of their own.
            #expect(try await store.commit([batch(2)])[0].tables["dim_market"]?.unchanged == 1)
            #expect(try await sum(in: store) == 5)
        }
    }

    @Test func batchesInDoubtMayComeAgainOneByOneOrBesideOthers() async throws {
        try await withAbsences(of: PostgresLimits.doubtDelays.count + 2, breaking: 1) { store in
            let error = await #expect(throws: StoreError.self) {
                try await store.commit([batch(1), batch(2)])
            }
            #expect(error?.kind == .commitUnknown)
            #expect(try await store.commit([batch(1)])[0].tables["dim_market"]?.new == 1)
            let receipts = try await store.commit([batch(3), batch(2)])
            #expect(receipts.map { $0.tables["dim_market"]?.new } == [1, 1])
            #expect(try await sum(in: store) == 6)
        }
    }
}
