internal import HarvestCore
internal import HarvestStore

extension CommandContext {
    /// Lends the journal, or nothing when the configuration wants none.
    func withJournal<Result>(_ body: (SegmentedJournal?) async throws -> Result) async throws -> Result {
        guard configuration.keepsJournal else { return try await body(nil) }
        return try await withSegmentedJournal(
            directory: configuration.journalDirectory, settings: configuration.journalSettings,
            clock: clock, events: events
        ) { try await body($0) }
    }

    /// Begins to write the journal; waits for as long as the disk has no room even for that, and says so to
    /// whoever looks and to the service manager.
    func desk(
        over files: SegmentedJournal, store: (any Store)?, seed: UInt64
    ) async throws -> JournalDesk {
        let notifier = ServiceNotifier(
            shell.surroundings, events: events,
            monotonicMicroseconds: { SystemClock.monotonicMicroseconds })
        var isFirst = true
        return try await JournalDesk.waitingForRoom(clock: clock) { error in
            let line = "\(error.message); waiting for room on the disk"
            if isFirst { notes.notice(line) }
            isFirst = false
            notifier.send(.status(line))
            notifier.send(.starting(JournalDesk.roomInterval * 3))
        } open: {
            try await JournalDesk(files, configuration, store: store, clock: clock, seed: seed)
        }
    }
}
