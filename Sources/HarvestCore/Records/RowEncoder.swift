/// Takes the values of one row, in the order of the table's written columns.
public struct RowEncoder: Sendable {
    /// The values taken so far.
    public private(set) var values: [ColumnValue] = []

    /// Starts an empty row.
    public init() {}

    /// Takes text.
    public mutating func append(_ value: String?) { values.append(value.map(ColumnValue.text) ?? .null) }

    /// Takes an identifier.
    public mutating func append(_ value: (some Identifier)?) { append(value?.rawValue) }

    /// Takes a truth value.
    public mutating func append(_ value: Bool) { values.append(.boolean(value)) }

    /// Takes a truth value that may be missing.
    public mutating func append(_ value: Bool?) { values.append(value.map(ColumnValue.boolean) ?? .null) }

    /// Takes a whole number.
    public mutating func append(_ value: Int) { values.append(.integer(Int64(value))) }

    /// Takes a whole number that may be missing.
    public mutating func append(_ value: Int?) {
        values.append(value.map { .integer(Int64($0)) } ?? .null)
    }

    /// Takes a decimal.
    public mutating func append(_ value: (some FixedPoint)?) {
        values.append(value.map { .decimal(millionths: $0.millionths) } ?? .null)
    }

    /// Takes a moment.
    public mutating func append(_ value: Timestamp?) {
        values.append(value.map(ColumnValue.timestamp) ?? .null)
    }

    /// Takes a calendar day.
    public mutating func append(_ value: CivilDate) { values.append(.date(value)) }

    /// Takes JSON text.
    public mutating func append(json value: String) { values.append(.json(value)) }

    /// Takes a run's identifier.
    public mutating func append(_ value: RunID) { values.append(.uuid(value.description)) }
}
