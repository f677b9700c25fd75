/// What became of the rows of one table in one commit.
public struct RowCounts: Hashable, Sendable {
    /// Rows that were not there before.
    public var new = 0
    /// Stored rows that were overwritten with other values.
    public var changed = 0
    /// Rows that said what was stored already.
    public var unchanged = 0
    /// Rows the table's keys did not admit; kept in `ops_rejected`.
    public var refused = 0

    /// Counts nothing yet.
    public init() {}

    /// Rows that were written: new and changed ones.
    public var written: Int { new + changed }

    /// Adds other counts.
    public static func += (left: inout RowCounts, right: RowCounts) {
        left.new += right.new
        left.changed += right.changed
        left.unchanged += right.unchanged
        left.refused += right.refused
    }
}
