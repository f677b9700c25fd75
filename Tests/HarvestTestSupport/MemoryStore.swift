public import HarvestCore

/// Keeps rows in memory: the store that says what the databases must do, and the one for tests of collectors.
public actor MemoryStore: Store {
    /// Always `memory`.
    public nonisolated let label = "memory"
    private let clock: any EngineClock
    private var tables: [String: MemoryTable] = [:]

    /// Starts without tables; `migrate` makes them. `clock` stamps refused rows.
    public init(clock: any EngineClock) { self.clock = clock }

    /// Makes the tables.
    public func migrate() async throws -> MigrationReport {
        guard tables.isEmpty else {
            return MigrationReport(from: 1, to: 1, didAdopt: false, applied: [])
        }
        for schema in TableCatalogue.tables { tables[schema.name] = MemoryTable(schema: schema) }
        return MigrationReport(from: 0, to: 1, didAdopt: false, applied: ["all tables"])
    }

    /// Stores the rows of all batches.
    public func commit(_ batches: [Batch]) async throws -> [CommitReceipt] {
        var receipts = batches.map { _ in CommitReceipt() }
        var refused = RowBlock(table: Rejection.table)
        for schema in TableCatalogue.tables {
            for (index, batch) in batches.enumerated() {
                for block in batch.blocks where block.table.name == schema.name {
                    let counts = write(block, at: batch.refusedAt(clock.now), &refused)
                    receipts[index].add(counts, to: schema.name)
                }
            }
        }
        var runs = RowBlock(table: CollectorRun.table)
        for (batch, receipt) in zip(batches, receipts) {
            if let run = batch.run { runs.append(run.counting(receipt, after: batch.storedBefore)) }
        }
        _ = write(runs, at: clock.now, &refused)
        var nothingMore = RowBlock(table: Rejection.table)
        _ = write(refused, at: clock.now, &nothingMore)
        return receipts
    }

    /// The rows that answer a query.
    public func rows(_ query: Query) async throws -> [Row] { answer(query) }

    /// The rows that answer a query in pages; all of the moment of the call.
    public func pages(
        of query: Query, size: Int, _ body: @Sendable ([Row]) async throws -> Void
    ) async throws {
        var rest = answer(query)[...]
        while !rest.isEmpty {
            try Task.checkCancellation()
            try await body(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
    }

    /// The number of rows of a table.
    public func count(_ table: TableSchema) async throws -> Int { stored(table).count }

    /// Removes raw rows from before `cutoff`.
    public func maintain(now: Timestamp, cutoff: Timestamp) async throws -> MaintenanceReport {
        var report = MaintenanceReport()
        for schema in TableCatalogue.tables {
            guard let place = schema.columns.firstIndex(where: { $0.name == schema.partitionColumn }) else {
                continue
            }
            let deleted = tables[schema.name]?.remove { row in
                MemoryValue.isBefore(row[place], .timestamp(cutoff))
            }
            report.deletedRows += deleted ?? 0
        }
        return report
    }

    /// Always well.
    public func inspect() async throws -> StoreReport {
        StoreReport(
            engine: "memory", schemaVersion: tables.isEmpty ? 0 : 1, expectedVersion: 1, isWritable: true,
            durability: "none: rows are gone when the program ends", now: nil, warnings: [])
    }

    private func write(
        _ block: RowBlock, at moment: Timestamp, _ refused: inout RowBlock
    ) -> RowCounts {
        var counts = RowCounts()
        for row in 0..<block.count {
            switch outcome(of: row, block) {
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

    private func outcome(of row: Int, _ block: RowBlock) -> MemoryTable.Outcome {
        if let refusal = block.refusal(ofRow: row) { return .refused(refusal) }
        let values = Array(block[row])
        let isOrphan = zip(block.columns, values).contains { column, value in
            column.references.map { !(tables[$0]?.hasKey(value) ?? false) } ?? false
        }
        return tables[block.table.name]?.write(values, isOrphan: isOrphan) ?? .unchanged
    }

    private func stored(_ schema: TableSchema) -> [[ColumnValue]] {
        guard schema.name == TableCatalogue.quoteLatest.name else { return tables[schema.name]?.rows ?? [] }
        return newestQuotes()
    }

    /// The view: of each token the row with the latest moment.
    private func newestQuotes() -> [[ColumnValue]] {
        var newest: [String: Row] = [:]
        let columns = QuoteTop.table.columns.map(\.name)
        for values in tables[QuoteTop.table.name]?.rows ?? [] {
            let row = Row(columns: columns, values: values)
            guard let token = row.text("token_id"), let moment = row.timestamp("captured_at") else {
                continue
            }
            if let other = newest[token]?.timestamp("captured_at"), other > moment { continue }
            newest[token] = row
        }
        return newest.values.map { row in TableCatalogue.quoteLatest.columns.map { row[$0.name] } }
    }

    private func answer(_ query: Query) -> [Row] {
        let columns = query.table.columns.map(\.name)
        let all = stored(query.table).map { Row(columns: columns, values: $0) }
        let found = all.filter { row in query.conditions.allSatisfy { Self.holds($0, row) } }
        // Sorting is stable, so equal rows stay in the order in which they came.
        let sorted = found.sorted { left, right in Self.isBefore(left, right, query.order) }
        return sorted.prefix(max(query.limit ?? .max, 0)).map { row in
            Row(columns: query.columns, values: query.columns.map { row[$0] })
        }
    }

    private static func holds(_ condition: Query.Condition, _ row: Row) -> Bool {
        let value = row[condition.column]
        return switch condition {
        case .equal(_, let wanted): MemoryValue.areSame(value, wanted)
        case .oneOf(_, let wanted): wanted.contains { MemoryValue.areSame(value, $0) }
        case .atLeast(_, let bound):
            value != .null && bound != .null && !MemoryValue.isBefore(value, bound)
        case .below(_, let bound): MemoryValue.isBefore(value, bound)
        case .missing: value == .null
        case .present: value != .null
        }
    }

    private static func isBefore(_ left: Row, _ right: Row, _ order: [Query.Order]) -> Bool {
        for step in order {
            let (first, second) = (left[step.column], right[step.column])
            if MemoryValue.areSame(first, second) { continue }
            if first == .null || second == .null { return second == .null }
            return MemoryValue.isBefore(first, second) != step.isDescending
        }
        return false
    }
}
