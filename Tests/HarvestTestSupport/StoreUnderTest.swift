internal import HarvestCore

/// A store with the few words in which the conformance cases speak to it.
struct StoreUnderTest: Sendable {
    let store: any Store
    let clock: ManualClock

    /// Commits one batch of records.
    func commit(_ records: any Record...) async throws -> CommitReceipt {
        var batch = Batch()
        for record in records { batch.append(record) }
        return try await commit(batch)
    }

    /// Commits one batch.
    func commit(_ batch: Batch) async throws -> CommitReceipt {
        let receipts = try await store.commit([batch])
        try expect(receipts.count == 1, "one batch gives one receipt, not \(receipts.count)")
        return receipts[0]
    }

    /// All rows of a table in the order of its key.
    func all(_ table: TableSchema) async throws -> [Row] {
        try await store.rows(Query(table, order: table.primaryKey.map { .ascending($0) }))
    }

    /// The only row of a table.
    func only(_ table: TableSchema, line: Int = #line) async throws -> Row {
        let rows = try await all(table)
        try expectEqual(rows.count, 1, "rows of \(table.name)", line: line)
        return rows[0]
    }

    /// Stores a market with a token, which most tables refer to.
    func prepareMarket() async throws {
        _ = try await commit(Sample.market("m1"), Sample.token("t1", of: "m1"), Sample.token("t2", of: "m1"))
    }

    /// Throws unless the condition holds.
    func expect(
        _ condition: Bool, _ message: @autoclosure () -> String, file: String = #fileID, line: Int = #line
    ) throws {
        guard condition else { throw StoreConformanceFailure(description: "\(file):\(line): \(message())") }
    }

    /// Throws unless both are equal.
    func expectEqual<Value: Equatable>(
        _ found: Value, _ wanted: Value, _ what: String = "", file: String = #fileID, line: Int = #line
    ) throws {
        try expect(found == wanted, "\(what): expected \(wanted), found \(found)", file: file, line: line)
    }

    /// Throws unless a receipt has these counts for a table.
    func expect(
        _ receipt: CommitReceipt, _ table: TableSchema, new: Int = 0, changed: Int = 0, unchanged: Int = 0,
        refused: Int = 0, line: Int = #line
    ) throws {
        let counts = receipt.tables[table.name] ?? RowCounts()
        try expectEqual(
            [counts.new, counts.changed, counts.unchanged, counts.refused],
            [new, changed, unchanged, refused], "\(table.name) new, changed, unchanged, refused", line: line)
    }
}
