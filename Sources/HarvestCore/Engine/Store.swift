/// Where batches go and rows come from. SQLite, PostgreSQL and the in-memory store behave alike; one
/// conformance suite holds them to it.
public protocol Store: RowSource {
    /// What and where it is, without secrets: `sqlite data/harvest.sqlite3`.
    var label: String { get }

    /// Brings the schema to the version this program knows. Safe to call twice and from two processes at
    /// once.
    func migrate() async throws -> MigrationReport

    /// Stores the rows of all batches and their audit rows in one transaction; durable when it returns.
    ///
    /// Receipts come in the order of the batches. Rows whose keys collide with other rows are refused one by
    /// one, kept in `ops_rejected` and counted; everything else either happens as a whole or not at all.
    func commit(_ batches: [Batch]) async throws -> [CommitReceipt]

    /// The number of rows of a table.
    func count(_ table: TableSchema) async throws -> Int

    /// Creates partitions for the days ahead and removes raw rows from before `cutoff`.
    func maintain(now: Timestamp, cutoff: Timestamp) async throws -> MaintenanceReport

    /// What `doctor` wants to know. Reads only.
    func inspect() async throws -> StoreReport

    /// Makes this process the one service that writes here, until the store is closed, and makes sure that
    /// what it will write to is as it should be. Refused while another process is that service; those that
    /// never ask, such as a backfill, may commit beside it. Who asks again learns whether it is still so.
    func takeLease() async throws
}

extension Store {
    /// A store that no other process can reach has nothing to take.
    public func takeLease() async throws {}
}
