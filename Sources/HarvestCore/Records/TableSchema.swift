/// The one description of a table (or view) from which both stores, the exports and docs/TABLES.md derive.
public struct TableSchema: Hashable, Sendable {
    /// An index that users rely on.
    public struct Index: Hashable, Sendable {
        /// Columns in order; a leading `-` means descending.
        public let columns: [String]
        /// Whether PostgreSQL keeps a block-range index instead of a tree. SQLite, which has none, keeps a
        /// tree.
        public let isBlockRange: Bool

        /// Describes an index.
        public init(_ columns: [String], isBlockRange: Bool = false) {
            self.columns = columns
            self.isBlockRange = isBlockRange
        }
    }

    /// Name in every store and export.
    public let name: String
    /// What a row is, in a sentence.
    public let summary: String
    /// Columns in order.
    public let columns: [Column]
    /// Columns of the primary key.
    public let primaryKey: [String]
    /// Further sets of columns that no two rows share.
    public let uniques: [[String]]
    /// Indexes besides those of keys.
    public let indexes: [Index]
    /// The column by which PostgreSQL partitions the table by day and retention drops rows, if it does.
    public let partitionColumn: String?
    /// The column that says when a row belongs, for `--since` and coverage.
    public let timeColumn: String
    /// How rows are written.
    public let rule: WriteRule
    /// For each key and index, the places of its texts among the written columns.
    package let keyTexts: [[Int]]

    /// Describes a table.
    public init(
        name: String, summary: String, columns: [Column], primaryKey: [String], uniques: [[String]] = [],
        indexes: [Index] = [], partitionColumn: String? = nil, timeColumn: String, rule: WriteRule
    ) {
        self.name = name
        self.summary = summary
        self.columns = columns
        self.primaryKey = primaryKey
        self.uniques = uniques
        self.indexes = indexes
        self.partitionColumn = partitionColumn
        self.timeColumn = timeColumn
        self.rule = rule
        let written = columns.filter { $0.type != .serial }
        let keys =
            [primaryKey] + uniques
            + indexes.map { index in index.columns.map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 } }
        keyTexts = keys.map { key in
            written.indices.filter { written[$0].type == .text && key.contains(written[$0].name) }
        }.filter { !$0.isEmpty }
    }

    /// The columns a record gives values for: all but those the store assigns.
    public var writtenColumns: [Column] { columns.filter { $0.type != .serial } }

    /// The column of this name.
    public func column(_ name: String) -> Column? { columns.first { $0.name == name } }
}
