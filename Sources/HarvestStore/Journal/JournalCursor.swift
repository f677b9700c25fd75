public import HarvestCore

/// Goes through a journal's records in order, on a thread of its own, while the journal is written or not.
///
/// It sees everything that was appended before a call; when it has given all, it can be asked again later and
/// goes on where it stood. Memory holds one record, or what one call asks for, and a piece of a segment.
public actor JournalCursor {
    private let executor: PinnedExecutor
    private let folder: JournalFolder
    private let reader: JournalReader
    /// What ended the last call behind its first record.
    private var failure: (any Error)?

    /// The thread that the files are read on.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Begins at a record's number, or with the oldest record when `sequence` is zero.
    ///
    /// While the journal `isLive`, what looks torn at its very end is waited for; else it is damage, and
    /// nothing comes after it. With `moments`, only what happened during them is given; segments that lie
    /// outside are not read.
    ///
    /// Throws `JournalError` when the directory cannot be read.
    public init(
        directory: String, from sequence: UInt64 = 0, during moments: Range<Timestamp>? = nil,
        isLive: Bool = true
    ) throws {
        executor = try PinnedExecutor(name: "journal-reader")
        folder = JournalFolder(path: directory)
        do { reader = try JournalReader(folder, from: sequence, during: moments, isLive: isLive) } catch let
            fault as DiskFault
        {
            throw JournalError.unusable(directory, fault)
        }
    }

    /// The next record; `nil` when there is none now.
    public func next() throws -> JournalRecord? {
        do { return try reader.next() } catch let fault as DiskFault {
            throw JournalError.disk(folder.path, fault)
        }
    }

    /// The next records, at most `count`, and none after their bodies have `bytes`; empty when there are none
    /// now. Cheaper than one at a time, because each call changes threads.
    ///
    /// An error that comes after the first record is kept for the next call.
    public func next(_ count: Int, bytes: Int = 1 << 20) throws -> [JournalRecord] {
        if let failure {
            self.failure = nil
            throw failure
        }
        var records: [JournalRecord] = []
        var size = 0
        do {
            while records.count < count, size < bytes, let record = try next() {
                records.append(record)
                size += record.body.count
            }
        } catch {
            guard !records.isEmpty else { throw error }
            failure = error
        }
        return records
    }

    /// What could not be read so far: the first thousand damages, and how many there were.
    public func damages() -> (found: [JournalDamage], count: Int) { (reader.damages, reader.damageCount) }
}
