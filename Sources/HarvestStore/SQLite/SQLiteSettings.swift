/// The bounds of a SQLite store, and what its commits outlive.
public struct SQLiteSettings: Hashable, Sendable {
    /// What a commit outlives.
    public var durability = Durability.full
    /// How long a statement waits for a lock of another program.
    public var busyTimeout: Duration = .seconds(5)
    /// Memory for pages of each connection, in KiB.
    public var pageCacheSize = 6 * 1_024
    /// Size above which the file may not grow, in bytes; `nil` for the disk's own bound.
    public var maximumFileSize: Int?
    /// Rows that maintenance deletes in one transaction, so that the writer never waits long.
    public var rowsPerDeletion = 5_000

    /// The usual bounds.
    public init() {}
}
