internal import HarvestCore
internal import HarvestStore
internal import HarvestTestSupport
internal import Testing

/// Every case of the conformance suite, on memory and on a real SQLite file.
@Suite struct StoreConformanceTests {
    @Test(arguments: StoreConformance.cases)
    func memory(_ item: StoreConformanceCase) async throws {
        let clock = ManualClock()
        let store = MemoryStore(clock: clock)
        _ = try await store.migrate()
        try await item.run(on: store, clock: clock)
    }

    @Test(arguments: StoreConformance.cases)
    func sqlite(_ item: StoreConformanceCase) async throws {
        let clock = ManualClock()
        try await TemporaryDirectory.with { directory in
            try await withSQLiteStore(path: directory.file("harvest.sqlite3"), clock: clock) { store in
                _ = try await store.migrate()
                try await item.run(on: store, clock: clock)
            }
        }
    }
}
