internal import HarvestCore

/// Writes the batches of one commit inside a transaction that its caller has begun.
///
/// Tables are written in the catalogue's order over all batches, so that parents come before children; then
/// the audit rows, which carry the counts; then the rows that were refused.
struct SQLiteCommit {
    private let writers: SQLiteTableWriters
    private let now: Timestamp
    private var receipts: [CommitReceipt] = []
    private var refused = RowBlock(table: Rejection.table)

    init(writers: SQLiteTableWriters, now: Timestamp) {
        self.writers = writers
        self.now = now
    }

    /// Writes everything; receipts come in the order of the batches.
    mutating func write(_ batches: [Batch]) throws(StoreError) -> [CommitReceipt] {
        receipts = batches.map { _ in CommitReceipt() }
        for table in TableCatalogue.tables {
            for (index, batch) in batches.enumerated() {
                for block in batch.blocks where block.table.name == table.name {
                    let counts = try write(block, at: batch.refusedAt(now))
                    receipts[index].add(counts, to: table.name)
                }
            }
        }
        try writeAuditRows(of: batches)
        // Refused rows are kept by rows that nothing can refuse, so this adds no further ones.
        _ = try write(refused, at: now)
        return receipts
    }

    private mutating func writeAuditRows(of batches: [Batch]) throws(StoreError) {
        var block = RowBlock(table: CollectorRun.table)
        for (batch, receipt) in zip(batches, receipts) {
            if let run = batch.run { block.append(run.counting(receipt, after: batch.storedBefore)) }
        }
        _ = try write(block, at: now)
    }

    private mutating func write(
        _ block: RowBlock, at moment: Timestamp
    ) throws(StoreError) -> RowCounts {
        var counts = RowCounts()
        guard block.count > 0 else { return counts }
        let writer = try writers.writer(for: block.table)
        for row in 0..<block.count {
            switch try writer.write(row, of: block) {
            case .new: counts.new += 1
            case .changed: counts.changed += 1
            case .unchanged: counts.unchanged += 1
            case .refused(let refusal):
                counts.refused += 1
                refused.append(
                    Rejection(refusedRow: block[row], of: block.table, because: refusal, at: moment))
            }
        }
        return counts
    }
}
