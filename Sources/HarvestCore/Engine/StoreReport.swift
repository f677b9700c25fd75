/// The state of a store as `doctor` shows it.
public struct StoreReport: Hashable, Sendable {
    /// Product and version: `PostgreSQL 15.18`.
    public let engine: String
    /// Version of our schema in it; zero when it was never migrated, `nil` when it cannot be told.
    public let schemaVersion: Int?
    /// Tables that the first migration would adopt with their rows.
    public let adoptable: [String]
    /// Version of the schema this program knows.
    public let expectedVersion: Int
    /// Whether rows can be written.
    public let isWritable: Bool
    /// `full` when a commit survives a power cut, otherwise what was relaxed.
    public let durability: String
    /// The store's own clock, when it has one apart from ours.
    public let now: Timestamp?
    /// Further facts worth a warning, as sentences.
    public let warnings: [String]

    /// Makes a report.
    public init(
        engine: String, schemaVersion: Int?, expectedVersion: Int, isWritable: Bool, durability: String,
        now: Timestamp?, warnings: [String], adoptable: [String] = []
    ) {
        self.engine = engine
        self.schemaVersion = schemaVersion
        self.adoptable = adoptable
        self.expectedVersion = expectedVersion
        self.isWritable = isWritable
        self.durability = durability
        self.now = now
        self.warnings = warnings
    }
}
