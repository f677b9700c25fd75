internal import HarvestCore
@testable internal import HarvestStore
internal import HarvestTestSupport
internal import Testing

/// What a bad network does to the store: PostgresStore, the proxy and a real server.
///
/// What was acknowledged is there, once; what was not is not there, or once.
@Suite struct PostgresProxyTests {
    private typealias Samples = PostgresSamples

    private static func batch(_ number: Int) -> Batch {
        Samples.batch(Samples.drift("sum", occurrences: 1, at: Samples.noon), Samples.market(number))
    }

    /// Lends a store behind a proxy, and another that reaches the same database without it.
    private static func withStores(
        _ body: (_ through: PostgresStore, _ direct: PostgresStore, FaultProxy) async throws -> Void
    ) async throws {
        let server = try await TemporaryPostgres.shared()
        let url = try await server.freshDatabase()
        let clock = TemporaryPostgres.Clock()
        let proxy = try FaultProxy(to: server)
        defer { proxy.stop() }
        try await withPostgresStore(url: PostgresURL(url), clock: clock) { direct in
            _ = try await direct.migrate()
            let through = try PostgresURL(proxy.url(of: server.name(in: url)))
            try await withPostgresStore(url: through, clock: clock) { try await body($0, direct, proxy) }
        }
    }

    @Test func aLateAndNarrowWayStoresEverything() async throws {
        try await Self.withStores { through, direct, proxy in
            proxy.add(.latency(.milliseconds(2), jitter: .milliseconds(5)))
            proxy.add(.bandwidth(bytesPerSecond: 200_000))
            for number in 1...5 { _ = try await through.commit([Self.batch(number)]) }
            #expect(try await direct.count(Market.table) == 5)
        }
    }

    /// The connection breaks after every number of bytes of the answers, COMMIT's among them.
    @Test func aConnectionThatBreaksAnywhereLosesAndDoublesNothing() async throws {
        try await Self.withStores { through, direct, proxy in
            var generator = SplitMix64(seed: 5)
            var acknowledged = 0
            for number in 1...30 {
                let bytes = Int.random(in: 0..<700, using: &generator)
                let faults = [ProxyFault.resetAfter(bytes: bytes), .closeAfter(bytes: bytes)]
                proxy.add(faults[number % 2], times: 1)
                let receipt = try await through.commit([Self.batch(number)])[0]
                acknowledged += receipt.tables["dim_market"]?.new ?? 0
                proxy.removeAll()
            }
            #expect(proxy.strikeCount > 10)
            #expect(acknowledged == 30)
            #expect(try await direct.count(Market.table) == 30)
            // Sums tell doubles: a batch that were stored twice would count twice.
            #expect(try await direct.rows(Query(FieldDrift.table)).first?.integer("occurrences") == 30)
        }
    }

    /// Whatever the broken connection left behind, the next migration goes on from there.
    @Test func aMigrationThatIsCutAnywhereIsDoneOrUndone() async throws {
        let server = try await TemporaryPostgres.shared()
        let clock = TemporaryPostgres.Clock()
        let proxy = try FaultProxy(to: server)
        defer { proxy.stop() }
        var failures = 0
        for bytes in stride(from: 500, to: 12_000, by: 1_150) {
            let url = try await server.freshDatabase()
            // More breaks than there are tries, so that some migrations fail for good.
            proxy.add(.resetAfter(bytes: bytes), times: 6)
            let through = try PostgresURL(proxy.url(of: server.name(in: url)))
            try await withPostgresStore(url: through, clock: clock) { store in
                do { _ = try await store.migrate() } catch { failures += 1 }
            }
            proxy.removeAll()
            try await withPostgresStore(url: PostgresURL(url), clock: clock) { store in
                _ = try await store.migrate()
                let receipt = try await store.commit([Self.batch(1)])[0]
                #expect(receipt.tables["dim_market"]?.new == 1, "after \(bytes) bytes")
                #expect(try await store.inspect().schemaVersion == store.inspect().expectedVersion)
            }
        }
        #expect(failures > 2)
    }
}
