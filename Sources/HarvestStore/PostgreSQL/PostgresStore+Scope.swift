public import HarvestCore

/// Lends a store that keeps its tables in PostgreSQL, and closes its sessions when `body` returns.
///
/// Nothing is connected before it is needed. `durability` says what a commit outlives. `clock` stamps
/// migrations and refused rows, says which day is today for partitions, and measures the waits between two
/// tries. Who can do something else while the server is away, such as a writer with a journal, does not wait
/// out doubts: `commitUnknown` comes after a second or two instead of half a minute, and a server that is
/// silent is given up after 20 s instead of 70. A statement has 15 s then instead of 60; a session that had
/// one ended for it bears 60 s, and a silent server for 70, until its connection is lost.
public func withPostgresStore<Result>(
    url: PostgresURL, durability: Durability = .full, clock: any EngineClock, waitsOutDoubts: Bool = true,
    _ body: (PostgresStore) async throws -> Result
) async throws -> Result {
    let patience: PostgresPatience = waitsOutDoubts ? .usual : .bridged
    return try await withPostgresStore(
        url: url, durability: durability, clock: clock, patience: patience, body)
}

/// The same with any patience.
func withPostgresStore<Result>(
    url: PostgresURL, durability: Durability = .full, clock: any EngineClock, patience: PostgresPatience,
    _ body: (PostgresStore) async throws -> Result
) async throws -> Result {
    let store = try PostgresStore(url: url, durability: durability, clock: clock, patience: patience)
    do {
        let result = try await body(store)
        await store.close()
        return result
    } catch {
        await store.close()
        throw error
    }
}
