import HarvestCore
import Testing

/// Every record gives its table what the table says: as many values, of the right types, nulls where allowed.
struct RecordEncodingTests {
    @Test func everyTableHasASample() {
        let tables = RecordSamples.rows(full: true).map { type(of: $0).table.name }
        #expect(tables == TableCatalogue.tables.map(\.name))
    }

    @Test(arguments: [true, false])
    func valuesMatchTheWrittenColumns(full: Bool) {
        for row in RecordSamples.rows(full: full) {
            let table = type(of: row).table
            var encoder = RowEncoder()
            row.encode(into: &encoder)
            #expect(encoder.values.count == table.writtenColumns.count, "\(table.name)")
            for (value, column) in zip(encoder.values, table.writtenColumns) {
                #expect(value.fits(column.type), "\(table.name).\(column.name): \(value)")
                let isNull = value == .null
                #expect(isNull == (column.isNullable && !full), "\(table.name).\(column.name)")
            }
        }
    }

    @Test func aTableNamesOnlyColumnsItHas() {
        for table in TableCatalogue.tables {
            let columns = Set(table.columns.map(\.name))
            let indexed = table.indexes.flatMap(\.columns).map { String($0.trimmingPrefix("-")) }
            let named =
                table.primaryKey + table.uniques.flatMap(\.self) + indexed + [table.timeColumn]
                + (table.partitionColumn.map { [$0] } ?? []) + table.rule.columns
            #expect(columns.count == table.columns.count, "\(table.name) has a column twice")
            #expect(Set(named).isSubset(of: columns), "\(table.name): \(Set(named).subtracting(columns))")
        }
    }

    @Test func parentsComeBeforeTheirChildren() {
        var earlier: Set<String> = []
        for table in TableCatalogue.tables {
            let parents = Set(table.columns.compactMap(\.references))
            #expect(parents.isSubset(of: earlier), "\(table.name)")
            earlier.insert(table.name)
        }
    }

    @Test func blocksKeepRowsApart() {
        for row in RecordSamples.rows(full: true) {
            var batch = Batch()
            batch.append(row)
            batch.append(row)
            #expect(batch.rowCount == 2 && batch.blocks.count == 1)
            #expect(batch.blocks[0][0].elementsEqual(batch.blocks[0][1]))
        }
    }
}

extension WriteRule {
    /// The columns a rule speaks of.
    fileprivate var columns: [String] {
        switch self {
        case .insertIfAbsent(let identity): identity
        case .upsert(let compared, let carried, let accumulated, let earliest):
            compared + carried + accumulated + earliest
        case .insertOnChange(let subject, let compared, let time, _): [subject, time] + compared
        }
    }
}
