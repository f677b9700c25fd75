internal import HarvestCore
internal import HarvestStore

/// The daemon's journal: the files, and who writes and reads them.
struct JournalDesk: Sendable {
    /// The journal as runs and the writer use it.
    let room: RunJournal
    /// The files.
    let files: SegmentedJournal

    private let identity: String
    private let opened: UInt64
    private let directory: String

    /// Begins to write: says who does, and with which settings. Numbers go on behind what `store` knows of,
    /// so that a journal that was deleted or cut is never taken for what is stored already. What the store
    /// has may go at once, when there is no room for what comes. A journal without an identity gets one from
    /// `seed`.
    init(
        _ files: SegmentedJournal, _ configuration: Configuration, store: (any Store)?,
        clock: any EngineClock, seed: UInt64
    ) async throws {
        identity = try await files.identity(orElse: seed)
        if let store, let found = try await Watermark.stored(in: store) {
            await files.advance(past: max(found.from, found.spilled, found.settings, found.settled))
            if found.journal == nil || found.journal == identity {
                await files.noteStored(before: min(found.from, found.settings))
            }
        }
        self.files = files
        directory = configuration.journalDirectory
        room = RunJournal(files, clock: clock)
        opened = try await room.open(
            settings: configuration.journalFields, version: BuildInformation.version)
    }

    /// What the writer needs to leave batches here and to fetch them back.
    func spill(cast: JournalCast) -> Spill {
        Spill(
            room, identity: identity, opened: opened,
            read: { [directory] in try JournalCursor(directory: directory, from: $0) },
            cast: { cast })
    }
}

extension JournalCursor: JournalReading {}
