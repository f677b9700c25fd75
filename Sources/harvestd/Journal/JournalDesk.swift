internal import HarvestCore
internal import HarvestStore

/// The daemon's journal: the files, and who writes and reads them.
struct JournalDesk: Sendable {
    /// The journal as runs and the writer use it.
    let room: RunJournal
    /// The files.
    let files: SegmentedJournal

    private let opened: UInt64
    private let directory: String

    /// Begins to write: says who does, and with which settings. Numbers go on behind what `store` knows of,
    /// so that a journal that was deleted or cut is never taken for what is stored already. What the store
    /// has may go at once, when there is no room for what comes.
    init(
        _ files: SegmentedJournal, _ configuration: Configuration, store: (any Store)?,
        clock: any EngineClock
    ) async throws {
        if let store, let found = try await Watermark.stored(in: store) {
            await files.advance(past: max(found.from, found.spilled, found.settings, found.settled))
            await files.noteStored(before: min(found.from, found.settings))
        }
        self.files = files
        directory = configuration.journalDirectory
        room = RunJournal(files, clock: clock)
        opened = try await room.open(
            settings: configuration.journalFields, version: BuildInformation.version)
    }

    /// Time between two looks whether there is room to begin.
    static let roomInterval = Duration.seconds(10)

    /// Opens a desk, again and again while the journal is full. Ending instead would help nobody: what
    /// frees the disk is a person, and the service manager gives up after some starts.
    static func waitingForRoom(
        clock: any EngineClock, tell: (JournalError) -> Void, open: () async throws -> JournalDesk
    ) async throws -> JournalDesk {
        while true {
            do { return try await open() } catch let error as JournalError where error.kind == .full {
                tell(error)
            }
            try await clock.sleep(for: roomInterval)
        }
    }

    /// What the writer needs to leave batches here and to fetch them back.
    func spill(cast: JournalCast) -> Spill {
        Spill(
            room, opened: opened, read: { [directory] in try JournalCursor(directory: directory, from: $0) },
            cast: { cast })
    }
}

extension JournalCursor: JournalReading {}
