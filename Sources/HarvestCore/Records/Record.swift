/// A row of one table as a Swift value.
public protocol Record: Sendable {
    /// The table the row belongs to.
    static var table: TableSchema { get }

    /// Gives the values of `table.writtenColumns`, in their order.
    func encode(into row: inout RowEncoder)
}
