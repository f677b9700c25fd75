/// One row read from a store, with access by column name.
///
/// An accessor gives `nil` both for NULL and for a column that was not asked for or has another type.
public struct Row: Hashable, Sendable {
    /// Names of the columns, shared by all rows of an answer.
    public let columns: [String]
    /// Values in the order of `columns`.
    public let values: [ColumnValue]

    /// Joins names and values, which must be equally many.
    public init(columns: [String], values: [ColumnValue]) {
        precondition(columns.count == values.count)
        self.columns = columns
        self.values = values
    }

    /// The value of a column; `.null` when the row has no such column.
    public subscript(column: String) -> ColumnValue {
        columns.firstIndex(of: column).map { values[$0] } ?? .null
    }

    /// Text, JSON text or UUID text.
    public func text(_ column: String) -> String? {
        switch self[column] {
        case .text(let value), .json(let value), .uuid(let value): value
        default: nil
        }
    }

    /// An identifier.
    public func identifier<ID: Identifier>(_ column: String, as type: ID.Type = ID.self) -> ID? {
        text(column).map { ID($0) }
    }

    /// A truth value.
    public func boolean(_ column: String) -> Bool? {
        if case .boolean(let value) = self[column] { value } else { nil }
    }

    /// A whole number.
    public func integer(_ column: String) -> Int? {
        if case .integer(let value) = self[column] { Int(value) } else { nil }
    }

    /// A decimal.
    public func decimal<Value: FixedPoint>(_ column: String, as type: Value.Type = Value.self) -> Value? {
        if case .decimal(let millionths) = self[column] { Value(millionths: millionths) } else { nil }
    }

    /// A moment.
    public func timestamp(_ column: String) -> Timestamp? {
        if case .timestamp(let value) = self[column] { value } else { nil }
    }

    /// A calendar day.
    public func date(_ column: String) -> CivilDate? {
        if case .date(let value) = self[column] { value } else { nil }
    }
}
