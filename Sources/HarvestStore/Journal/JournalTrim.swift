/// What trimming took away.
public struct JournalTrim: Hashable, Sendable {
    /// Segments deleted.
    public internal(set) var segments = 0
    /// Their size, in bytes.
    public internal(set) var bytes = 0
}
