internal import HarvestCore

/// One table of `MemoryStore`: its rows, what makes them unique, and the plain reading of its write rule.
///
/// It is written for obviousness, not speed: this is what the databases are held to.
struct MemoryTable: Sendable {
    /// What became of a row.
    enum Outcome {
        case new, changed, unchanged
        case refused(Refusal)
    }

    let schema: TableSchema
    /// Rows with all columns of the schema, in the order in which they came.
    private(set) var rows: [[ColumnValue]] = []
    private var lastNumber: Int64 = 0
    /// Rows by the bytes of their identity under the write rule.
    private var byIdentity: [[UInt8]: [Int]] = [:]
    /// Rows by the bytes of each unique set of columns, without those that lack a value.
    private var byUnique: [[[UInt8]: Int]]

    init(schema: TableSchema) {
        self.schema = schema
        byUnique = schema.uniques.map { _ in [:] }
    }

    /// Whether a row has this value in its only key column.
    func hasKey(_ value: ColumnValue) -> Bool {
        byIdentity[MemoryValue.bytes(of: [value])] != nil
    }

    /// Lets a row, given as its written columns, meet the stored rows. An orphan refers to a row that is not
    /// there: it is refused where it would be written, which is where both databases look.
    mutating func write(_ written: [ColumnValue], isOrphan: Bool) -> Outcome {
        let row = completed(written)
        switch schema.rule {
        case .insertIfAbsent(let identity):
            return matches(row, identity).isEmpty ? insert(row, identity, isOrphan) : .unchanged
        case .upsert:
            guard let index = matches(row, schema.primaryKey).first else {
                return insert(row, schema.primaryKey, isOrphan)
            }
            return update(index, with: row, isOrphan)
        case .insertOnChange(let subject, let compared, let time, let longest):
            let earlier = matches(row, [subject]).filter {
                microseconds(rows[$0], time) <= microseconds(row, time)
            }
            let isKnown = earlier.contains {
                microseconds(rows[$0], time) == microseconds(row, time) && agree(rows[$0], row, compared)
            }
            let newest = earlier.max {
                (microseconds(rows[$0], time), $0) < (microseconds(rows[$1], time), $1)
            }
            if let newest, agree(rows[newest], row, compared),
                microseconds(row, time) - microseconds(rows[newest], time) <= longest.microseconds
            {
                return .unchanged
            }
            return isKnown ? .unchanged : insert(row, [subject], isOrphan)
        }
    }

    /// Removes the rows for which `isOld` holds; gives how many.
    mutating func remove(where isOld: ([ColumnValue]) -> Bool) -> Int {
        let kept = rows.filter { !isOld($0) }
        let removed = rows.count - kept.count
        var table = MemoryTable(schema: schema)
        for row in kept { table.place(row, identityColumns) }
        table.lastNumber = lastNumber
        self = table
        return removed
    }

    private var identityColumns: [String] {
        switch schema.rule {
        case .insertIfAbsent(let identity): identity
        case .upsert: schema.primaryKey
        case .insertOnChange(let subject, _, _, _): [subject]
        }
    }

    /// The row with a place for the number that the store gives.
    private func completed(_ written: [ColumnValue]) -> [ColumnValue] {
        var values = written[...]
        return schema.columns.map { $0.type == .serial ? .null : $0.kept(values.removeFirst()) }
    }

    private func value(_ row: [ColumnValue], _ column: String) -> ColumnValue {
        schema.columns.firstIndex { $0.name == column }.map { row[$0] } ?? .null
    }

    private func microseconds(_ row: [ColumnValue], _ column: String) -> Int64 {
        if case .timestamp(let moment) = value(row, column) { moment.microseconds } else { 0 }
    }

    private func key(_ row: [ColumnValue], _ columns: [String]) -> [UInt8] {
        MemoryValue.bytes(of: columns.map { value(row, $0) })
    }

    private func agree(_ left: [ColumnValue], _ right: [ColumnValue], _ columns: [String]) -> Bool {
        key(left, columns) == key(right, columns)
    }

    private func matches(_ row: [ColumnValue], _ columns: [String]) -> [Int] {
        byIdentity[key(row, columns)] ?? []
    }

    private mutating func insert(_ row: [ColumnValue], _ identity: [String], _ isOrphan: Bool) -> Outcome {
        guard !collides(row, except: nil) else { return .refused(schema.duplicateRefusal) }
        guard !isOrphan else { return .refused(schema.orphanRefusal) }
        var row = row
        if let number = schema.columns.firstIndex(where: { $0.type == .serial }) {
            lastNumber += 1
            row[number] = .integer(lastNumber)
        }
        place(row, identity)
        return .new
    }

    private mutating func place(_ row: [ColumnValue], _ identity: [String]) {
        rows.append(row)
        byIdentity[key(row, identity), default: []].append(rows.count - 1)
        for (index, columns) in schema.uniques.enumerated() where isComplete(row, columns) {
            byUnique[index][key(row, columns)] = rows.count - 1
        }
    }

    private mutating func update(_ index: Int, with row: [ColumnValue], _ isOrphan: Bool) -> Outcome {
        guard case .upsert(let compared, let carried, let accumulated, let earliest) = schema.rule else {
            return .unchanged
        }
        var result = rows[index]
        var isChanged = !accumulated.isEmpty || !agree(result, row, compared)
        for (place, column) in schema.columns.enumerated() {
            if earliest.contains(column.name),
                microseconds(row, column.name) < microseconds(result, column.name)
            {
                result[place] = row[place]
                isChanged = true
            } else if accumulated.contains(column.name) {
                guard let sum = MemoryValue.sum(result[place], row[place]) else {
                    return .refused(.outOfRange(accumulated.joined(separator: ", ")))
                }
                result[place] = sum
            } else if (compared + carried).contains(column.name) {
                result[place] = row[place]
            }
        }
        guard isChanged else { return .unchanged }
        guard !collides(result, except: index) else { return .refused(schema.duplicateRefusal) }
        guard !isOrphan else { return .refused(schema.orphanRefusal) }
        replace(index, with: result)
        return .changed
    }

    private mutating func replace(_ index: Int, with row: [ColumnValue]) {
        for (number, columns) in schema.uniques.enumerated() {
            if isComplete(rows[index], columns) { byUnique[number][key(rows[index], columns)] = nil }
            if isComplete(row, columns) { byUnique[number][key(row, columns)] = index }
        }
        rows[index] = row
    }

    private func collides(_ row: [ColumnValue], except own: Int?) -> Bool {
        schema.uniques.enumerated().contains { index, columns in
            guard isComplete(row, columns), let other = byUnique[index][key(row, columns)] else {
                return false
            }
            return other != own
        }
    }

    private func isComplete(_ row: [ColumnValue], _ columns: [String]) -> Bool {
        columns.allSatisfy { value(row, $0) != .null }
    }
}
