/// The form of an export.
public enum ExportFormat: String, Hashable, Sendable, CaseIterable {
    /// RFC 4180 with a header: lines end in CR LF; a missing value is nothing, empty text a pair of quotes.
    case csv
    /// One array of objects.
    case json
    /// One object a line.
    case ndjson
}
