/// Rows of several tables that are stored together or not at all, with the audit row of the run they belong
/// to.
public struct Batch: Sendable {
    /// Rows by table, in the order in which tables were first used.
    public private(set) var blocks: [RowBlock] = []
    /// The run's audit row. The store adds this commit's counts to it and writes it in the same transaction.
    public var run: CollectorRun?
    /// What became of the rows that the same run has stored before; the store adds it to the audit row.
    public var storedBefore = CommitReceipt()

    /// Starts an empty batch.
    public init(run: CollectorRun? = nil) { self.run = run }

    /// Number of rows, the audit row aside.
    public var rowCount: Int { blocks.reduce(0) { $0 + $1.count } }

    /// Adds a row.
    public mutating func append<Row: Record>(_ record: Row) {
        if let index = blocks.firstIndex(where: { $0.table.name == Row.table.name }) {
            blocks[index].append(record)
        } else {
            var block = RowBlock(table: Row.table)
            block.append(record)
            blocks.append(block)
        }
    }

    /// Adds rows.
    public mutating func append(contentsOf records: some Sequence<some Record>) {
        for record in records { append(record) }
    }

    /// Adds the rows of a block after those that the batch holds of its table.
    public mutating func append(_ block: RowBlock) {
        if let index = blocks.firstIndex(where: { $0.table.name == block.table.name }) {
            for row in 0..<block.count { blocks[index].append(Array(block[row])) }
        } else {
            blocks.append(block)
        }
    }
}
