/// What a store's maintenance did.
public struct MaintenanceReport: Hashable, Sendable {
    /// Partitions created ahead, by name.
    public var created: [String] = []
    /// Partitions dropped, by name.
    public var dropped: [String] = []
    /// Rows deleted one by one, where the store has no partitions.
    public var deletedRows = 0

    /// Starts a report of nothing.
    public init() {}
}
