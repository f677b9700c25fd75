public import HarvestCore

/// A journal in segments on disk: appends, syncs, rolls and trims them, on one thread of its own.
///
/// A record has been handed to the kernel, readable by itself, when `append` returns; it is durable when a
/// later `sync` has. A disk error ends the segment it befell: what no sync had made durable is written once
/// more into another. Files are described in docs/JOURNAL.md.
public actor SegmentedJournal: Journal {
    private let executor: PinnedExecutor
    let folder: JournalFolder
    let settings: JournalSettings
    let disk: any JournalDisk
    let clock: any EngineClock
    let events: any EngineEventSink
    private var lock: FileLock?
    var shelf: JournalShelf
    /// The segment that is written; `nil` until a record comes, and after a disk error.
    var segment: SegmentWriter?
    /// The number the next record gets.
    var nextSequence: UInt64
    /// Encoded records that no sync has made durable, with their numbers.
    var unsynced: [(sequence: UInt64, bytes: [UInt8])] = []
    /// Their size, in bytes.
    var unsyncedBytes = 0
    /// Whether those must be written once more, because a sync failed.
    var mustRepeat = false
    /// Whether the last record was refused.
    var isDegraded = false
    /// The first record that the store does not have yet, as far as we were told.
    var firstNeeded: UInt64 = 0
    /// The same as the file of the mark says it, zero without one; `nil` when that is not known.
    var marked: UInt64?
    /// When the oldest record of the segment of this name happened.
    var oldest: (name: JournalSegmentName, at: Timestamp, sequence: UInt64)?

    /// The thread that the files are written on.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(
        _ folder: JournalFolder, settings: JournalSettings, clock: any EngineClock,
        events: any EngineEventSink, disk: any JournalDisk
    ) throws {
        self.folder = folder
        self.settings = settings
        self.clock = clock
        self.events = events
        self.disk = disk
        executor = try PinnedExecutor(name: "journal-writer")
        do { try folder.create() } catch let fault as DiskFault {
            throw JournalError.unusable(folder.path, fault)
        }
        do {
            lock = try FileLock(folder.lockPath)
            let salvage = try JournalSalvage(folder, disk: disk, events: events)
            shelf = salvage.shelf
            nextSequence = salvage.nextSequence
            // A mark from beyond the end is of records that are gone; their numbers are given again.
            let mark = JournalMark.read(from: folder) ?? 0
            let isOurs = mark <= nextSequence
            if !isOurs { try DiskFault.check(disk.remove(folder.markPath), "unlink") }
            firstNeeded = isOurs ? mark : 0
            marked = firstNeeded
        } catch let fault as DiskFault {
            throw fault.isLocked ? JournalError.locked(folder.path) : .disk(folder.path, fault)
        }
    }

    /// Appends a record and answers its number; safe from the death of the process when it returns.
    ///
    /// Throws `JournalError`: `full` to try again later, `oversized` to leave the record out, `disk` to stop.
    /// A record that was refused is not in the journal.
    public func append(_ record: JournalRecord) async throws -> UInt64 {
        do {
            let sequence = try recovering { try take(record) }
            // These are taken without room, so they say nothing of the others.
            if record.isOfBeginning { return sequence }
            if isDegraded { events.report(.journalResumed(at: sequence)) }
            isDegraded = false
            return sequence
        } catch let error as JournalError where error.kind != .oversized {
            if !isDegraded { events.report(.journalRefusedRecord(because: error)) }
            isDegraded = true
            throw error
        }
    }

    /// Returns when every record appended before is on the disk.
    public func sync() async throws { try recovering { try syncSegment() } }

    /// Lets the next record have a number above `sequence`: for a store that is ahead of its journal, because
    /// a power cut took records that no sync had reached, or because the journal is another.
    public func advance(past sequence: UInt64) {
        nextSequence = max(nextSequence, min(sequence, JournalLimits.sequence) + 1)
    }

    /// Syncs and closes. The lock is given back whatever happens.
    func close() throws {
        defer { lock = nil }
        try recovering { try syncSegment() }
        segment?.close()
        segment = nil
    }

    /// Does something that may meet a disk error, and if so once more in another segment.
    private func recovering<Result>(_ work: () throws -> Result) throws -> Result {
        do { return try work() } catch let fault as DiskFault {
            seal(after: fault)
        }
        do { return try work() } catch let fault as DiskFault {
            seal(after: fault)
            throw JournalError.disk(folder.path, fault)
        }
    }

    private func take(_ record: JournalRecord) throws -> UInt64 {
        let sequence = nextSequence
        let bytes = try record.encoded(as: sequence)
        try requireRoom(for: record, bytes: bytes.count)
        if unsyncedBytes + bytes.count > settings.unsyncedBytes { try syncSegment() }
        let uptime = clock.uptime
        let segment = try openedSegment()
        let isFull = segment.memberBytes >= min(settings.memberBytes, 16 << 20)
        if isFull || uptime - segment.memberBegan >= settings.memberAge { try segment.endMember() }
        try segment.append(bytes, as: sequence, at: uptime)
        unsynced.append((sequence, bytes))
        unsyncedBytes += bytes.count
        nextSequence += 1
        shelf.resize(segment.name, to: segment.bytes)
        return sequence
    }
}

/// Lends a journal that keeps its segments in a directory, and closes it, synced, when `body` returns.
///
/// The directory is made when it is missing. What a killed process left is mended first; a second process is
/// refused. Throws `JournalError`.
public func withSegmentedJournal<Result>(
    directory: String, settings: JournalSettings = JournalSettings(), clock: any EngineClock,
    events: any EngineEventSink, _ body: (SegmentedJournal) async throws -> Result
) async throws -> Result {
    try await withSegmentedJournal(
        directory: directory, settings: settings, clock: clock, events: events, disk: SystemDisk(), body)
}

/// The same with a disk that a test can let fail.
func withSegmentedJournal<Result>(
    directory: String, settings: JournalSettings, clock: any EngineClock, events: any EngineEventSink,
    disk: any JournalDisk, _ body: (SegmentedJournal) async throws -> Result
) async throws -> Result {
    let journal = try SegmentedJournal(
        JournalFolder(path: directory), settings: settings, clock: clock, events: events, disk: disk)
    let result: Result
    do { result = try await body(journal) } catch {
        // The body's own error says more than one of closing, whose disk errors are reported as events.
        try? await journal.close()
        throw error
    }
    try await journal.close()
    return result
}
