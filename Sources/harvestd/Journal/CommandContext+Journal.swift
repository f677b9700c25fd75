internal import HarvestCore
internal import HarvestStore

extension CommandContext {
    /// Lends the journal, or nothing when the configuration wants none. A disk without room for its directory
    /// is waited for.
    func withJournal<Value>(_ body: (SegmentedJournal?) async throws -> Value) async throws -> Value {
        guard configuration.keepsJournal else { return try await body(nil) }
        var hasBegun = false
        return try await waitingForRoom { () -> Result<Value, any Error> in
            do {
                let value = try await withSegmentedJournal(
                    directory: configuration.journalDirectory, settings: configuration.journalSettings,
                    clock: clock, events: events
                ) { journal in
                    hasBegun = true
                    return try await body(journal)
                }
                return .success(value)
            } catch {
                // What a disk refuses later is no reason to begin again.
                guard hasBegun else { throw error }
                return .failure(error)
            }
        }.get()
    }

    /// Time between two looks whether there is room to begin.
    static let roomInterval = Duration.seconds(10)

    /// Begins what needs room on a disk, for the journal or for the database, again and again while there is
    /// none, and says so to whoever looks and to the service manager. Ending instead would help nobody: what
    /// frees the disk is a person, and the service manager gives up after some starts.
    func waitingForRoom<Opened>(_ open: () async throws -> Opened) async throws -> Opened {
        let notifier = ServiceNotifier(
            shell.surroundings, events: events,
            monotonicMicroseconds: { SystemClock.monotonicMicroseconds })
        var isFirst = true
        while true {
            let line: String
            do { return try await open() } catch let error as JournalError where error.kind == .full {
                line = "\(error.message); waiting for room on the disk"
            } catch let error as StoreError where error.kind == .diskFull {
                line = "\(error.message); waiting for room on the disk"
            }
            if isFirst { notes.notice(line) }
            isFirst = false
            notifier.send(.status(line))
            notifier.send(.starting(Self.roomInterval * 3))
            try await clock.sleep(for: Self.roomInterval)
        }
    }
}
