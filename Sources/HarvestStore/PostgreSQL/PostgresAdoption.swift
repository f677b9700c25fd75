internal import HarvestCore

/// Whether tables that are already there can become ours as they are, and what they still lack.
///
/// It looks and never changes anything: all reasons against are told at once, with table and column.
struct PostgresAdoption {
    private let found: PostgresRelations

    /// Judges what was found.
    init(_ found: PostgresRelations) { self.found = found }

    /// Our tables that are already there.
    var adopted: [TableSchema] { TableCatalogue.tables.filter { found[$0.name] != nil } }

    /// Whether the view can be made or replaced: it is not there, or is a view with our columns in our order.
    var mayReplaceView: Bool {
        let view = TableCatalogue.quoteLatest
        guard let there = found[view.name] else { return true }
        return there.kind == "v" && there.order == view.columns.map(\.name)
            && view.columns.allSatisfy { column in
                there.columns[column.name].map { Self.hasExactType($0, column.type) } ?? false
            }
    }

    /// Statements that make what an adopted table lacks: keys, then indexes.
    func additions(to table: TableSchema) -> [String] {
        guard let there = found[table.name] else { return [] }
        // Without a key of their own, rows of raw tables are told apart by their serial number alone.
        let keys = table.uniques + (table.columns.contains { $0.type == .serial } ? [] : [table.primaryKey])
        return keys.filter { !there.hasKey($0) }.map { PostgresSchemaText.uniqueIndex($0, of: table) }
            + table.indexes.filter { !there.has($0) }.map { PostgresSchemaText.index($0, of: table) }
    }

    /// Why the tables cannot be adopted; empty when they can.
    var objections: [String] { adopted.flatMap(objections) }

    private func objections(to table: TableSchema) -> [String] {
        guard let there = found[table.name] else { return [] }
        guard ["r", "p"].contains(there.kind) else { return ["\(table.name) is not a table"] }
        var objections = table.columns.compactMap { objection(to: $0, of: table, in: there) }
        let ours = Set(table.columns.map(\.name))
        for name in there.order where !ours.contains(name) && there.columns[name]?.isDemanded == true {
            objections.append("\(table.name).\(name) must have a value, and harvestd knows no such column")
        }
        if let column = table.partitionColumn, there.rangeColumn != column {
            objections.append("\(table.name) is not partitioned by range of \(column)")
        }
        return objections
    }

    private func objection(
        to column: Column, of table: TableSchema, in there: PostgresRelations.Relation
    ) -> String? {
        let name = "\(table.name).\(column.name)"
        guard let found = there.columns[column.name] else { return "\(name) is missing" }
        guard Self.holds(found, column.type) else {
            return "\(name) is \(found.type), not \(PostgresType.name(of: column.type))"
        }
        if column.type == .serial, !found.hasDefault { return "\(name) has no default" }
        return nil
    }

    /// Whether a column can hold every value of a type of ours, and compares as it does.
    private static func holds(_ column: PostgresRelations.Column, _ type: ColumnType) -> Bool {
        switch type {
        case .text: ["text", "varchar"].contains(column.type)
        case .boolean: column.type == "bool"
        case .integer: ["int4", "int8"].contains(column.type)
        case .bigint: column.type == "int8"
        case .serial: ["int4", "int8"].contains(column.type)
        case .decimal(let precision, let scale):
            column.type == "numeric"
                && (column.digits.map { $0.whole >= precision - scale && $0.scale >= scale } ?? true)
        case .timestamp: column.type == "timestamptz"
        case .date: column.type == "date"
        case .json: column.type == "jsonb"
        case .uuid: column.type == "uuid"
        }
    }

    /// Whether a view's column keeps its type when the view is replaced; the server asks for no less.
    private static func hasExactType(_ column: PostgresRelations.Column, _ type: ColumnType) -> Bool {
        guard case .decimal(let precision, let scale) = type else {
            return holds(column, type) && column.type != "varchar"
        }
        return column.type == "numeric" && column.digits?.whole == precision - scale
            && column.digits?.scale == scale
    }
}
