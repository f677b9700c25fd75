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
        let proxy = try TemporaryPostgresProxy(to: server, cutting: 40)
        defer { proxy.stop() }
        let clock = TemporaryPostgres.Clock()
        try await withPostgresStore(url: PostgresURL(url), clock: clock) { _ = try await $0.migrate() }
        let through = try PostgresURL(proxy.url(of: server.name(in: url)))
        try await withPostgresStore(url: through, clock: clock) { store in
            for number in 1...50 {
                // Sums tell doubles: a batch that were written twice would add twice.
                let batch = Samples.batch(
                    Samples.drift("sum", occurrences: number, at: Samples.noon), Samples.market(number))
                let receipt = try await store.commit([batch])[0]
                #expect(receipt.tables["dim_market"]?.new == 1)
            }
            let row = try #require(try await store.rows(Query(FieldDrift.table)).first)
            #expect(row.integer("occurrences") == 50 * 51 / 2)
            #expect(try await store.count(Market.table) == 50)
        }
        #expect(proxy.cutCount == 40)
    }
}
