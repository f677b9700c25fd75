/// One value of a row, on its way to or from a store.
public enum ColumnValue: Hashable, Sendable {
    /// No value.
    case null
    /// Text.
    case text(String)
    /// True or false.
    case boolean(Bool)
    /// Whole number, for `integer`, `bigint` and `serial` columns.
    case integer(Int64)
    /// Decimal in millionths.
    case decimal(millionths: Int64)
    /// Moment in UTC.
    case timestamp(Timestamp)
    /// Calendar day.
    case date(CivilDate)
    /// JSON text.
    case json(String)
    /// UUID in lower-case text with hyphens.
    case uuid(String)

    /// Whether a column of this type can hold the value, nullability aside.
    public func fits(_ type: ColumnType) -> Bool {
        switch (self, type) {
        case (.null, _), (.text, .text), (.boolean, .boolean), (.timestamp, .timestamp), (.date, .date),
            (.json, .json), (.uuid, .uuid), (.decimal, .decimal), (.integer, .bigint), (.integer, .serial):
            true
        case (.integer(let value), .integer): Int32(exactly: value) != nil
        default: false
        }
    }
}
