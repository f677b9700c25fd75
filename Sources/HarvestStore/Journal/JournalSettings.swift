internal import HarvestCore

/// The bounds of a journal on disk.
public struct JournalSettings: Hashable, Sendable {
    /// Size at which a segment is closed, in bytes on disk.
    public var segmentBytes = 64 << 20
    /// Size at which a gzip member is closed, in bytes before compression; at most 16 MiB.
    public var memberBytes = 1 << 20
    /// Age at which a gzip member is closed when the next record comes.
    public var memberAge: Duration = .milliseconds(500)
    /// Records that no sync has made durable are kept in memory up to this size, in bytes; the next append
    /// syncs first.
    public var unsyncedBytes = 4 << 20
    /// Space of the file system that is left to others, in bytes.
    public var reserveBytes = 512 << 20
    /// The same as a share of the file system; the smaller of the two counts.
    public var reserveShare = 0.05
    /// Size above which all segments together may not grow, in bytes.
    public var maximumBytes = 8 << 30
    /// Age above which trimming deletes what the store has.
    public var maximumAge: Duration = .days(7)
    /// zlib's level, from 1 (fast) to 9 (small).
    public var compressionLevel = 3

    /// The usual bounds.
    public init() {}

    /// The reserve on a file system of this size, in bytes.
    public func reserve(of total: Int) -> Int { min(reserveBytes, Int(Double(total) * reserveShare)) }

    /// The size at which a segment is closed: a small journal still has several, so that it can be trimmed.
    var closingBytes: Int { min(segmentBytes, maximumBytes / 4) }
}
