internal import HarvestCore

/// One commit: the rows of several batches, what was refused of them, and their audit rows, in one transaction.
///
/// Staging tables and partitions are made before the transaction, so that it holds no lock on a table's shape.
/// The transaction's number is asked for before COMMIT: should the connection break then, a new one can ask
/// the server what became of it (`PostgresCommitDoubt`), and nothing is written twice.
struct PostgresCommit {
    private let connection: PostgresConnection
    private let now: Timestamp

    /// Prepares a commit. `now` is what refused rows are dated with.
    init(on connection: PostgresConnection, now: Timestamp) {
        self.connection = connection
        self.now = now
    }

    /// Stores the batches; answers their receipts in order. Throws `PostgresFault`, `StoreError`,
    /// `PostgresCommitDoubt` or `CancellationError`; in every case but the doubt nothing is stored.
    func store(_ batches: [Batch]) throws -> [CommitReceipt] {
        try PostgresSchemaVersion.require(on: connection)
        try prepare(batches)
        try connection.execute("BEGIN; SET CONSTRAINTS ALL IMMEDIATE")
        do {
            try lockTables(of: batches)
            let receipts = try batches.map(store)
            let number = try transactionNumber()
            try end(receipts, number: number)
            return receipts
        } catch {
            connection.rollBack()
            throw error
        }
    }

    /// COMMIT. It is never interrupted, because half an answer is worse than a late one.
    private func end(_ receipts: [CommitReceipt], number: String) throws {
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

    /// Takes the locks of all tables at once and in one order, so that two writers cannot wait for each other.
    private func lockTables(of batches: [Batch]) throws {
        let used = Set(batches.flatMap { $0.blocks.map(\.table.name) })
        for table in TableCatalogue.tables where used.contains(table.name) {
            guard PostgresTable(schema: table).needsLock else { continue }
            let key = PostgresLock.rows(of: table.name)
            try connection.query("SELECT pg_advisory_xact_lock($1)", [.integer(key)])
        }
    }

    private func store(_ batch: Batch) throws -> CommitReceipt {
        var receipt = CommitReceipt()
        var rejections = RowBlock(table: Rejection.table)
        for block in Self.parentsFirst(batch.blocks) {
            var writer = PostgresBlockWriter(block, on: connection)
            try writer.write()
            receipt.add(writer.counts, to: block.table.name)
            for (row, refusal) in writer.refused {
                let values = block[row]
                rejections.append(
                    Rejection(refusedRow: values, of: block.table, because: refusal, at: now))
            }
        }
        try storeWithoutCounting(rejections)
        if let run = batch.run {
            var audit = RowBlock(table: CollectorRun.table)
            audit.append(run.counting(receipt))
            try storeWithoutCounting(audit)
        }
        return receipt
    }

    /// Rows of our own making; one that is refused is a bug, and loses the commit rather than the row.
    private func storeWithoutCounting(_ block: RowBlock) throws {
        guard block.count > 0 else { return }
        var writer = PostgresBlockWriter(block, on: connection)
        try writer.write()
        if let (_, refusal) = writer.refused.first {
            throw StoreError.constraint(connection.label, cause: "\(block.table.name): \(refusal.message)")
        }
    }

    /// Blocks in the catalogue's order; tables it does not know come last.
    private static func parentsFirst(_ blocks: [RowBlock]) -> [RowBlock] {
        let places = Dictionary(
            uniqueKeysWithValues: TableCatalogue.tables.enumerated().map { ($1.name, $0) })
        return blocks.sorted { places[$0.table.name] ?? .max < places[$1.table.name] ?? .max }
    }
}
