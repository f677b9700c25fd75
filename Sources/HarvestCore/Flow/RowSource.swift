/// Where rows can be read: a store, or a store as one run sees it.
public protocol RowSource: Sendable {
    /// The rows that answer a query, all at once: for answers known to be small.
    func rows(_ query: Query) async throws -> [Row]

    /// The rows that answer a query in pages of at most `size`, all of one moment, with bounded memory.
    func pages(
        of query: Query, size: Int, _ body: @Sendable ([Row]) async throws -> Void
    ) async throws
}
