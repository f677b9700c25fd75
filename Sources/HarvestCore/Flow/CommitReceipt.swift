/// A store's word that a batch is durable, and what became of its rows.
public struct CommitReceipt: Hashable, Sendable {
    /// Counts by table name, the audit row aside.
    public private(set) var tables: [String: RowCounts] = [:]

    /// Whether the rows wait in the journal for a store that is out of reach; they have no counts yet.
    package var isSpilled = false

    /// Starts without counts.
    public init() {}

    /// Adds counts for a table.
    public mutating func add(_ counts: RowCounts, to table: String) {
        tables[table, default: RowCounts()] += counts
    }

    /// Adds another receipt's counts.
    public mutating func add(_ other: CommitReceipt) {
        for (table, counts) in other.tables { add(counts, to: table) }
        isSpilled = isSpilled || other.isSpilled
    }

    /// These counts less those of another receipt.
    package func without(_ other: CommitReceipt) -> CommitReceipt {
        var rest = self
        for (table, counts) in other.tables {
            var left = rest.tables[table] ?? RowCounts()
            left.new -= counts.new
            left.changed -= counts.changed
            left.unchanged -= counts.unchanged
            left.refused -= counts.refused
            rest.tables[table] = left
        }
        return rest
    }

    /// Counts over all tables.
    public var total: RowCounts {
        var sum = RowCounts()
        for counts in tables.values { sum += counts }
        return sum
    }
}
