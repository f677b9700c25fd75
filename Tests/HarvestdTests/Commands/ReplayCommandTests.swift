import HarvestCore
import HarvestStore
import HarvestTestSupport
import Testing

@testable import harvestd

/// Which databases `replay --into` takes.
@Suite struct ReplayCommandTests {
    private let clock = ManualClock()

    @Test func tablesThatWouldBeAdoptedAreRefusedUntouched() async throws {
        let store = StoreWithTables(base: MemoryStore(clock: clock))
        let error = await #expect(throws: UsageError.self) { try await ReplayCommand.claim(store) }
        #expect(error?.message == "--into a store of Polaris holds the table dim_account already")
        #expect(try await store.base.inspect().schemaVersion == 0)
    }

    @Test func rowsOfAnyTableAreRefused() async throws {
        let store = MemoryStore(clock: clock)
        try await ReplayCommand.claim(store)
        var batch = Batch()
        batch.append(
            FieldDrift(
                source: "clob", endpoint: "book", field: "new", kind: .unknown, sample: nil,
                firstSeen: clock.now, lastSeen: clock.now, occurrences: 1))
        _ = try await store.commit([batch])
        let error = await #expect(throws: UsageError.self) { try await ReplayCommand.claim(store) }
        #expect(error?.message == "--into memory holds rows of ops_drift already")
    }

    @Test func noServiceBeginsToWriteWhatAReplayWrites() async throws {
        try await TemporaryDirectory.with { directory in
            let path = "\(directory.path)/made.sqlite3"
            try await withSQLiteStore(path: path, clock: clock) { store in
                try await ReplayCommand.claim(store)
                try await withSQLiteStore(path: path, clock: clock) { service in
                    let error = await #expect(throws: StoreError.self) { try await service.takeLease() }
                    #expect(error?.kind == .leaseTaken)
                }
            }
        }
    }
}

/// A store that was never migrated and holds a table that would be adopted.
private struct StoreWithTables: WrappedStore {
    let base: MemoryStore
    let label = "a store of Polaris"

    func inspect() async throws -> StoreReport {
        let report = try await base.inspect()
        return StoreReport(
            engine: report.engine, schemaVersion: report.schemaVersion,
            expectedVersion: report.expectedVersion, isWritable: true, durability: report.durability,
            now: nil, warnings: [], adoptable: ["dim_account"])
    }
}
