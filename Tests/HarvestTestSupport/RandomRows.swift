public import HarvestCore

/// Random rows for every table, driven by the tables' own description: values fit their columns, references
/// point at rows made before, and keys do not collide. The same seed gives the same rows.
public struct RandomRows: Sendable {
    private var generator: SeededGenerator
    /// Values of the first key column of the rows made so far, by table.
    private var keys: [String: [ColumnValue]] = [:]
    private var counter = 0

    /// Starts from a seed.
    public init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// A batch with this many rows of every table, parents first.
    public mutating func batch(rowsPerTable count: Int) -> Batch {
        var batch = Batch()
        for table in TableCatalogue.tables { batch.append(block(of: table, count: count)) }
        return batch
    }

    /// Rows of one table. Rows of the tables it refers to must have been made before.
    public mutating func block(of table: TableSchema, count: Int) -> RowBlock {
        var block = RowBlock(table: table)
        for index in 0..<count {
            counter += 1
            var row: [ColumnValue] = []
            for column in table.writtenColumns { row.append(value(for: column, of: table, index)) }
            if let key = table.primaryKey.first,
                let place = block.columns.firstIndex(where: { $0.name == key })
            {
                keys[table.name, default: []].append(row[place])
            }
            block.append(row)
        }
        return block
    }

    private mutating func value(for column: Column, of table: TableSchema, _ index: Int) -> ColumnValue {
        if let parent = column.references, let parents = keys[parent], !parents.isEmpty {
            // Where the reference is the whole key, each row needs a parent of its own.
            if table.primaryKey == [column.name] { return parents[index % parents.count] }
            return parents.randomElement(using: &generator) ?? .null
        }
        if isKey(column.name, of: table) { return uniqueValue(column.type) }
        if column.isNullable, Int.random(in: 0..<4, using: &generator) == 0 { return .null }
        return anyValue(column.type)
    }

    private func isKey(_ column: String, of table: TableSchema) -> Bool {
        var names = table.primaryKey + table.uniques.flatMap { $0 }
        if case .insertIfAbsent(let identity) = table.rule { names += identity }
        return names.contains(column) || column == table.timeColumn
    }

    /// A value that no other row of the run has in the same column.
    private mutating func uniqueValue(_ type: ColumnType) -> ColumnValue {
        switch type {
        case .text: .text("\(counter)-\(Self.texts.dropLast().randomElement(using: &generator) ?? "")")
        case .timestamp:
            .timestamp(Timestamp(microseconds: 1_700_000_000_000_000 + Int64(counter) * 60_000_001))
        case .date: .date(CivilDate(daysSince1970: counter))
        case .integer, .bigint, .serial: .integer(Int64(counter))
        case .uuid: .uuid(RunID(using: &generator).description)
        default: anyValue(type)
        }
    }

    private mutating func anyValue(_ type: ColumnType) -> ColumnValue {
        switch type {
        case .text: .text(Self.texts.randomElement(using: &generator) ?? "")
        case .boolean: .boolean(Bool.random(using: &generator))
        case .integer: .integer(Int64(Int32.random(in: .min ... .max, using: &generator)))
        case .bigint: .integer(Int64.random(in: .min ... .max, using: &generator))
        case .serial: .null
        case .decimal(let precision, let scale): decimal(precision: precision, scale: scale)
        case .timestamp:
            .timestamp(Timestamp(microseconds: Int64.random(in: Self.moments, using: &generator)))
        case .date: .date(CivilDate(daysSince1970: Int.random(in: -700_000...2_900_000, using: &generator)))
        case .json: .json(Self.documents.randomElement(using: &generator) ?? "{}")
        case .uuid: .uuid(RunID(using: &generator).description)
        }
    }

    /// A decimal of at most 15 significant digits, as many as every store keeps.
    private mutating func decimal(precision: Int, scale: Int) -> ColumnValue {
        let digits = Int.random(in: 0...min(precision, 15), using: &generator)
        let bound = (0..<digits).reduce(Int64(1)) { product, _ in product * 10 } - 1
        let unit: Int64 = (scale..<6).reduce(1) { product, _ in product * 10 }
        return .decimal(millionths: Int64.random(in: -bound...bound, using: &generator) * unit)
    }

    /// The years 5 to 9987 in microseconds.
    private static let moments: ClosedRange<Int64> = -62_000_000_000_000_000...253_000_000_000_000_000

    /// Text that has broken programs before; the last is too long for a key.
    private static let texts = [
        "", " ", "plain", "it's", "\"quoted\"", "a,b;c", "line\nline\r\n\tindented",
        "'; DROP TABLE dim_account; --",
        "emoji 🧑‍🚀🇩🇪", "e\u{301} and é", "ЖЗИ 漢字 العربية", "\u{FEFF}mark", "\\N", "\\x00", "NULL", "=1+1",
        "\u{7F}\u{1}",
        "%s %d $1 ?1 :name @p", String(repeating: "long ", count: 400),
    ]

    private static let documents = [
        "{}", "[]", "null", "0", "\"text\"", "{\"a\": [1, 2.5, -3e2], \"b\": {\"c\": null}}",
        "[\"\\u00e9\", \"\\ud83d\\ude00\", \"quote \\\" and \\\\\"]", "{\"long\": 123456789.123456}",
    ]
}
