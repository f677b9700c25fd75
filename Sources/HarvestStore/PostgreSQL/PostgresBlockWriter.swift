internal import HarvestCore

/// Writes the rows of one block within a transaction and sorts out the ones the database does not take.
///
/// Rows are tried together behind a savepoint. When the database blames data or a key, the rows are tried
/// again in halves, in order, until a single row is to blame and set aside: so the rest is stored just as if
/// rows had been written one after the other, and the common case stays one statement.
struct PostgresBlockWriter {
    /// What became of the rows.
    private(set) var counts = RowCounts()
    /// Rows that were not taken, with the reason.
    private(set) var refused: [(row: Int, refusal: Refusal)] = []

    private let connection: PostgresConnection
    private let block: RowBlock
    private let table: PostgresTable
    private var refusesRowsWithoutPartition = false

    /// Prepares to write a block.
    init(_ block: RowBlock, on connection: PostgresConnection) {
        self.block = block
        self.connection = connection
        table = PostgresTable(schema: block.table)
    }

    /// Writes all rows, some thousand in a statement. Rows for which the server has no partition after all
    /// are refused when the caller says so; else the fault is thrown.
    mutating func write(refusingRowsWithoutPartition: Bool) throws {
        refusesRowsWithoutPartition = refusingRowsWithoutPartition
        let coverage = PostgresCoverage(connection: connection, table: block.table)
        var admitted: [Int] = []
        for row in 0..<block.count {
            if let refusal = block.refusal(ofRow: row) ?? coverage.refusal(ofRow: row, in: block) {
                refuse(row, refusal)
            } else {
                admitted.append(row)
            }
        }
        for start in stride(from: 0, to: admitted.count, by: PostgresLimits.rowsPerStatement) {
            try write(admitted[start...].prefix(PostgresLimits.rowsPerStatement))
        }
    }

    private mutating func write(_ rows: ArraySlice<Int>) throws {
        guard !rows.isEmpty else { return }
        try connection.execute("SAVEPOINT rows")
        do {
            let rounds = rounds(of: rows)
            let orphans = try stage(rows, rounds)
            let (new, changed) = try moveStaged(rows, lastRound: rounds.max() ?? 0)
            try connection.execute("RELEASE rows")
            counts.new += new
            counts.changed += changed
            counts.unchanged += rows.count - orphans.count - new - changed
            for row in orphans { refuse(row, block.table.orphanRefusal) }
        } catch let fault as PostgresFault where canBlameRows(fault) {
            try connection.execute("ROLLBACK TO rows; RELEASE rows")
            try writeApart(rows, because: fault)
        }
    }

    private func canBlameRows(_ fault: PostgresFault) -> Bool {
        guard fault.isAboutRows, !fault.isConnectionLost else { return false }
        let lacksPartition = fault.isMissingPartition && block.table.partitionColumn != nil
        return refusesRowsWithoutPartition || !lacksPartition
    }

    private mutating func writeApart(_ rows: ArraySlice<Int>, because fault: PostgresFault) throws {
        guard rows.count > 1 else {
            rows.forEach { refuse($0, fault.refusal(of: block.table)) }
            return
        }
        let middle = rows.startIndex + rows.count / 2
        try write(rows[..<middle])
        try write(rows[middle...])
    }

    private mutating func refuse(_ row: Int, _ refusal: Refusal) {
        refused.append((row, refusal))
        counts.refused += 1
    }

    /// Copies rows into the staging table; answers those that refer to rows that are not there, taken out
    /// again.
    private func stage(_ rows: ArraySlice<Int>, _ rounds: [Int32]) throws -> [Int] {
        if !connection.filledStagingTables.insert(table.staging).inserted {
            try connection.execute(table.emptyStaging)
        }
        var feed = PostgresCopyFeed(block, rows: rows, rounds: rounds)
        try connection.copy(table.copy) { feed.next() }
        var orphans: [Int] = []
        for statement in table.removeOrphans {
            let removed = try connection.query(statement)
            for index in 0..<removed.count {
                if case .integer(let row) = try removed.value(index, 0) { orphans.append(Int(row)) }
            }
        }
        return orphans.sorted()
    }

    private func moveStaged(
        _ rows: ArraySlice<Int>, lastRound: Int32
    ) throws -> (new: Int, changed: Int) {
        let write = table.write
        var (new, changed) = (0, 0)
        for round in 0...lastRound {
            let parameters =
                write.isBounded ? bounds(of: rows) : write.hasRounds ? [.integer(Int64(round))] : []
            let result = try connection.query(write.text, parameters)
            guard case .integer(let inserted) = try result.value(0, 0),
                case .integer(let updated) = try result.value(0, 1)
            else { continue }
            new += Int(inserted)
            changed += Int(updated)
        }
        return (new, changed)
    }

    /// How many rows before it have the row's key, for each row.
    private func rounds(of rows: ArraySlice<Int>) -> [Int32] {
        guard let key = table.roundKey else { return [Int32](repeating: 0, count: rows.count) }
        let places = key.compactMap { name in block.columns.firstIndex { $0.name == name } }
        var seen: [[ColumnValue]: Int32] = [:]
        return rows.map { row in
            let values = block[row]
            let key = places.map { values[values.startIndex + $0] }
            defer { seen[key, default: 0] += 1 }
            return seen[key, default: 0]
        }
    }

    /// Least and greatest value of the partition column.
    private func bounds(of rows: ArraySlice<Int>) -> [ColumnValue] {
        let moments = rows.compactMap { block.moment(ofRow: $0) }
        guard let first = moments.min(), let last = moments.max() else { return [.null, .null] }
        return [.timestamp(first), .timestamp(last)]
    }
}
