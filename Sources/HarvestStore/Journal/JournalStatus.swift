public import HarvestCore

/// What a journal holds at the moment.
public struct JournalStatus: Hashable, Sendable {
    /// Size of all segments, in bytes.
    public let bytes: Int
    /// Number of segments.
    public let segments: Int
    /// Number of the oldest readable record; `nil` when there is none.
    public let oldestSequence: UInt64?
    /// When the oldest readable record happened.
    public let oldestAt: Timestamp?
    /// Number of the newest record; `nil` before the first.
    public let newestSequence: UInt64?
    /// Size of the records that no sync has made durable, in bytes before compression.
    public let unsyncedBytes: Int
    /// Whether the last record was refused, for want of space or for a disk error.
    public let isDegraded: Bool
}
