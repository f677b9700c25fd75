internal import HarvestCore

/// One commit: the rows of several batches, what was refused of them, and their audit rows, in one
/// transaction.
///
/// Staging tables and partitions are made before the transaction, so that it holds no lock on a table's
/// shape. The transaction's number is asked for before COMMIT: should the connection break then, a new one
/// can ask the server what became of it (`PostgresCommitDoubt`), and nothing is written twice.
struct PostgresCommit {
    private let connection: PostgresConnection
    private let now: Timestamp
    /// Whether rows without a partition are refused; else the commit looks for partitions once more.
    private var refusesRowsWithoutPartition = false

    /// Prepares a commit. `now` is what refused rows are dated with.
    init(on connection: PostgresConnection, now: Timestamp) {
        self.connection = connection
        self.now = now
    }

    /// Stores the batches; answers their receipts in order. Throws `PostgresFault`, `StoreError`,
    /// `PostgresCommitDoubt` or `CancellationError`; in every case but the doubt nothing is stored.
    mutating func store(_ batches: [Batch]) throws -> [CommitReceipt] {
        try PostgresSchemaVersion.require(on: connection)
        do {
            return try storeOnce(batches)
        } catch let fault as PostgresFault where fault.isMissingPartition {
            // Another process dropped a partition that this session remembers.
            connection.coveredDays = [:]
            refusesRowsWithoutPartition = true
            return try storeOnce(batches)
        }
    }

    private func storeOnce(_ batches: [Batch]) throws -> [CommitReceipt] {
        try prepare(batches)
        try connection.execute("BEGIN; SET CONSTRAINTS ALL IMMEDIATE")
        do {
            try lockTables(of: batches)
            let receipts = try write(batches)
            let number = try transactionNumber()
            try end(receipts, number: number)
            return receipts
        } catch {
            connection.rollBack()
            throw error
        }
    }

    /// COMMIT, unless the operation is to stop. Once sent it is never interrupted, because half an answer is
    /// worse than a late one.
    func end(_ receipts: [CommitReceipt], number: String) throws {
        // A cancellation that came while the last statement ended must not reach COMMIT: it would cut the
        // wait for the answer short, and rows that are stored would be told as cancelled.
        try connection.checkInterruption()
        connection.filledStagingTables = []
        do {
            try connection.uninterrupted { try connection.execute("COMMIT") }
        } catch let fault as PostgresFault where fault.isConnectionLost {
            throw PostgresCommitDoubt(transaction: number, receipts: receipts, cause: fault.message)
        }
    }

    private func transactionNumber() throws -> String {
        let result = try connection.query("SELECT pg_current_xact_id()::text")
        guard case .text(let number) = try result.value(0, 0) else {
            throw StoreError.failed("asking for the transaction's number", cause: nil)
        }
        return number
    }

    /// Staging tables for all blocks, and partitions for the days of their rows.
    private func prepare(_ batches: [Batch]) throws {
        let audited = [CollectorRun.table, Rejection.table]
        let tables = batches.flatMap { $0.blocks.map(\.table) } + audited
        for schema in tables where !connection.stagingTables.contains(schema.name) {
            try connection.execute(PostgresTable(schema: schema).createStaging)
            connection.stagingTables.insert(schema.name)
        }
        for block in batches.flatMap(\.blocks) {
            try PostgresCoverage(connection: connection, table: block.table).extend(to: block)
        }
    }

    /// Takes the locks of all tables at once and in one order, so that two writers cannot wait for each
    /// other.
    private func lockTables(of batches: [Batch]) throws {
        let used = Set(batches.flatMap { $0.blocks.map(\.table.name) })
        for table in TableCatalogue.tables where used.contains(table.name) {
            guard PostgresTable(schema: table).needsLock else { continue }
            let key = PostgresLock.rows(of: table.name)
            try connection.query("SELECT pg_advisory_xact_lock($1)", [.integer(key)])
        }
    }

    /// Tables go in the catalogue's order over all batches, so that parents come before children; then the
    /// audit rows, which carry the counts; then the rows that were refused.
    private func write(_ batches: [Batch]) throws -> [CommitReceipt] {
        var receipts = batches.map { _ in CommitReceipt() }
        var rejections = RowBlock(table: Rejection.table)
        for table in TableCatalogue.tables {
            for (index, batch) in batches.enumerated() {
                for block in batch.blocks where block.table.name == table.name {
                    let counts = try write(block, at: batch.refusedAt(now), refusingInto: &rejections)
                    receipts[index].add(counts, to: table.name)
                }
            }
        }
        var audit = RowBlock(table: CollectorRun.table)
        for (batch, receipt) in zip(batches, receipts) {
            if let run = batch.run { audit.append(run.counting(receipt, after: batch.storedBefore)) }
        }
        _ = try write(audit, at: now, refusingInto: &rejections)
        var further = RowBlock(table: Rejection.table)
        _ = try write(rejections, at: now, refusingInto: &further)
        guard further.count == 0 else {
            throw StoreError.constraint(
                connection.label, cause: "rows of \(Rejection.table.name) were refused")
        }
        return receipts
    }

    private func write(
        _ block: RowBlock, at moment: Timestamp, refusingInto rejections: inout RowBlock
    ) throws -> RowCounts {
        guard block.count > 0 else { return RowCounts() }
        var writer = PostgresBlockWriter(block, on: connection)
        try writer.write(refusingRowsWithoutPartition: refusesRowsWithoutPartition)
        for (row, refusal) in writer.refused {
            rejections.append(
                Rejection(refusedRow: block[row], of: block.table, because: refusal, at: moment))
        }
        return writer.counts
    }
}
