package import HarvestCore

/// A statement and the values to bind to it. Nothing from outside is ever part of the text.
package struct SQLText: Hashable, Sendable {
    /// The statement.
    package private(set) var text = ""
    /// The values of its parameters, from number 1.
    package private(set) var parameters: [ColumnValue] = []

    /// The statement that answers a query.
    package init(_ query: Query, dialect: SQLDialect) {
        let columns = query.columns.map(Self.identifier).joined(separator: ", ")
        text = "SELECT \(columns) FROM \(Self.identifier(query.table.name))"
        for (index, condition) in query.conditions.enumerated() {
            text += index == 0 ? " WHERE " : " AND "
            append(condition, of: query.table, dialect)
        }
        for (index, order) in query.order.enumerated() {
            text += index == 0 ? " ORDER BY " : ", "
            append(order, of: query.table, dialect)
        }
        if let limit = query.limit { text += " LIMIT \(max(limit, 0))" }
    }

    /// A name as SQL takes it. The one place where names become SQL.
    package static func identifier(_ name: String) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// Names with commas between them.
    package static func list(_ names: [String]) -> String {
        names.map(identifier).joined(separator: ", ")
    }

    private mutating func append(
        _ condition: Query.Condition, of table: TableSchema, _ dialect: SQLDialect
    ) {
        let name = Self.identifier(condition.column)
        // Only order needs the collation: text is equal by its bytes in both databases.
        let ordered = name + collation(of: condition.column, in: table, dialect)
        switch condition {
        case .equal(_, .null), .missing: text += "\(name) IS NULL"
        case .present: text += "\(name) IS NOT NULL"
        case .equal(_, let value): text += "\(name) = \(bind(value, dialect))"
        case .atLeast(_, let value): text += "\(ordered) >= \(bind(value, dialect))"
        case .below(_, let value): text += "\(ordered) < \(bind(value, dialect))"
        case .oneOf(_, let values): appendMembership(of: name, in: values, dialect)
        }
    }

    private mutating func appendMembership(
        of name: String, in values: [ColumnValue], _ dialect: SQLDialect
    ) {
        var alternatives: [String] = []
        let present = values.filter { $0 != .null }
        if !present.isEmpty {
            let marks = present.map { bind($0, dialect) }.joined(separator: ", ")
            alternatives.append("\(name) IN (\(marks))")
        }
        if present.count < values.count { alternatives.append("\(name) IS NULL") }
        text += alternatives.isEmpty ? "1 = 0" : "(\(alternatives.joined(separator: " OR ")))"
    }

    private mutating func append(_ order: Query.Order, of table: TableSchema, _ dialect: SQLDialect) {
        text += Self.identifier(order.column) + collation(of: order.column, in: table, dialect)
        if order.isDescending { text += " DESC" }
        // A column that always has a value is left without, so that an index can give the order.
        if table.column(order.column)?.isNullable ?? true { text += " NULLS LAST" }
    }

    private func collation(
        of column: String, in table: TableSchema, _ dialect: SQLDialect
    ) -> String {
        table.column(column)?.type == .text ? dialect.textCollation : ""
    }

    private mutating func bind(_ value: ColumnValue, _ dialect: SQLDialect) -> String {
        parameters.append(value)
        return dialect.parameter(parameters.count)
    }
}
