/// The type of a column, from which each store takes its own: see docs/TABLES.md for the mapping.
public enum ColumnType: Hashable, Sendable {
    /// Unicode text.
    case text
    /// True or false.
    case boolean
    /// Whole number of 32 bits.
    case integer
    /// Whole number of 64 bits.
    case bigint
    /// Whole number of 64 bits that the store assigns; never written by a record.
    case serial
    /// Exact decimal, `numeric(precision,scale)` in PostgreSQL; at most six decimals are kept.
    case decimal(precision: Int, scale: Int)
    /// Moment in UTC, microseconds.
    case timestamp
    /// Calendar day.
    case date
    /// JSON document.
    case json
    /// 128-bit identifier in its usual text form.
    case uuid
}
