internal import HarvestCore
internal import HarvestStore
internal import HarvestTestSupport
internal import Testing

/// Every case of the conformance suite on a real PostgreSQL, each in a database of its own.
@Suite struct PostgresConformanceTests {
    @Test(arguments: StoreConformance.cases)
    func postgres(_ item: StoreConformanceCase) async throws {
        let clock = ManualClock()
        let url = try PostgresURL(try await TemporaryPostgres.freshDatabase())
        try await withPostgresStore(url: url, clock: clock) { store in
            _ = try await store.migrate()
            try await item.run(on: store, clock: clock)
        }
    }
}
