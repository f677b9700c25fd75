/// What every store must do: one suite for SQLite, PostgreSQL and memory.
///
///     @Test(arguments: StoreConformance.cases)
///     func memory(_ item: StoreConformanceCase) async throws {
///         let clock = ManualClock()
///         let store = MemoryStore(clock: clock)
///         _ = try await store.migrate()
///         try await item.run(on: store, clock: clock)
///     }
public enum StoreConformance {
    /// All cases, each for a store of its own.
    public static let cases: [StoreConformanceCase] =
        rules + batches + refusals + auditRows + queries + pages + values + upkeep
}
