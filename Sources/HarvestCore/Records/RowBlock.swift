/// Rows of one table, value after value without nesting.
public struct RowBlock: Sendable {
    /// The table the rows belong to.
    public let table: TableSchema
    /// The columns the values belong to, in order.
    public let columns: [Column]
    /// All values, row after row.
    public private(set) var values: [ColumnValue] = []

    /// Starts an empty block.
    public init(table: TableSchema) {
        self.table = table
        columns = table.writtenColumns
    }

    /// The number of rows.
    public var count: Int { columns.isEmpty ? 0 : values.count / columns.count }

    /// The values of one row.
    public subscript(row: Int) -> ArraySlice<ColumnValue> {
        values[row * columns.count..<(row + 1) * columns.count]
    }

    /// Adds a row. The record must belong to the block's table.
    public mutating func append(_ record: some Record) {
        var encoder = RowEncoder()
        record.encode(into: &encoder)
        append(encoder.values)
    }

    /// Adds a row given as values in the order of `columns`.
    public mutating func append(_ row: [ColumnValue]) {
        precondition(
            row.count == columns.count, "\(table.name) has \(columns.count) columns, got \(row.count)")
        values += row
    }
}
