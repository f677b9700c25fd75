/// Rows of several tables that are stored together or not at all, with the audit row of the run they belong
/// to.
public struct Batch: Sendable {
    /// Which batch of which run it is: the runs' batches are numbered from 1.
    package struct Part: Hashable, Sendable {
        /// The run, as its audit row names it.
        package let run: String
        /// The number among the run's batches.
        package let number: Int

        /// Names a batch.
        package init(run: String, number: Int) {
            self.run = run
            self.number = number
        }
    }

    /// Rows by table, in the order in which tables were first used.
    public private(set) var blocks: [RowBlock] = []
    /// The run's audit row. The store adds this commit's counts to it and writes it in the same transaction.
    public var run: CollectorRun?
    /// What became of the rows that the same run has stored before; the store adds it to the audit row.
    public var storedBefore = CommitReceipt()
    /// Which batch of its run it is; `nil` for a batch of no run.
    package var part: Part?
    /// Whether the journal holds all that the batch was made from, so that it can be made again.
    package var isTaped = false
    /// Whether its run works on nothing but what is stored.
    package var isDerived = false

    /// Starts an empty batch.
    public init(run: CollectorRun? = nil) { self.run = run }

    /// Number of rows, the audit row aside.
    public var rowCount: Int { blocks.reduce(0) { $0 + $1.count } }

    /// When its rows are said to be refused: when its run stood there, so that a run done again says the
    /// same; `now` for a batch of no run.
    package func refusedAt(_ now: Timestamp) -> Timestamp { run?.finishedAt ?? now }

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
