public import HarvestCore

/// A store in memory of which a test changes one thing: what it does not change is the base's.
public protocol WrappedStore: Store {
    /// Who does the work.
    nonisolated var base: MemoryStore { get }
}

extension WrappedStore {
    /// The base's tables.
    public func migrate() async throws -> MigrationReport { try await base.migrate() }

    /// Stores in the base.
    public func commit(_ batches: [Batch]) async throws -> [CommitReceipt] { try await base.commit(batches) }

    /// Rows of the base.
    public func rows(_ query: Query) async throws -> [Row] { try await base.rows(query) }

    /// Pages of the base.
    public func pages(
        of query: Query, size: Int, _ body: @Sendable ([Row]) async throws -> Void
    ) async throws {
        try await base.pages(of: query, size: size, body)
    }

    /// Rows of a table of the base.
    public func count(_ table: TableSchema) async throws -> Int { try await base.count(table) }

    /// Maintains the base.
    public func maintain(now: Timestamp, cutoff: Timestamp) async throws -> MaintenanceReport {
        try await base.maintain(now: now, cutoff: cutoff)
    }

    /// Looks at the base.
    public func inspect() async throws -> StoreReport { try await base.inspect() }
}
