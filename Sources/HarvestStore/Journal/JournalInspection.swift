internal import Glibc
public import HarvestCore

/// What can be seen of a journal from outside, without opening it: for those who look and change nothing.
public struct JournalInspection: Hashable, Sendable {
    /// Size of all segments, in bytes.
    public var bytes = 0
    /// Number of segments.
    public var segments = 0
    /// The hour in which the oldest segment was begun; `nil` when there is none.
    public var oldestAt: Timestamp?
    /// The hour in which the segment after it was begun: from then on the oldest one can only get older.
    public var oldestEndedAt: Timestamp?
    /// Whether a process writes it.
    public var isOpen = false

    /// Sees nothing.
    public init() {}

    /// Looks at the journal of a directory; one that does not exist has nothing in it.
    ///
    /// Throws `JournalError` when the directory cannot be read.
    public init(directory: String) throws {
        let folder = JournalFolder(path: directory)
        let names: [JournalSegmentName]
        do { names = try folder.names() } catch let fault as DiskFault {
            guard fault.code != ENOENT else { return }
            throw JournalError.unusable(directory, fault.cause)
        }
        segments = names.count
        // A segment that was deleted since has no size any more.
        bytes = names.reduce(0) { $0 + (folder.size(of: $1) ?? 0) }
        oldestAt = names.first?.hour
        oldestEndedAt = names.dropFirst().first?.hour
        isOpen = FileLock.isHeld(folder.lockPath)
    }
}
