public import HarvestCore

/// Lends a store that keeps its tables in a SQLite file, and closes it when `body` returns.
///
/// Nothing is opened before it is needed: `inspect` and queries leave a missing file missing. `clock` stamps
/// migrations and refused rows.
public func withSQLiteStore<Result>(
    path: String, clock: any EngineClock, settings: SQLiteSettings = SQLiteSettings(),
    _ body: (SQLiteStore) async throws -> Result
) async throws -> Result {
    let store = try SQLiteStore(path: path, clock: clock, settings: settings)
    do {
        let result = try await body(store)
        await store.close()
        return result
    } catch {
        await store.close()
        throw error
    }
}
