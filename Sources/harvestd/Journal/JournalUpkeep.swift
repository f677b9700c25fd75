internal import HarvestCore
internal import HarvestStore

/// Keeps the journal within its bounds: once a minute it deletes what is old and stored, and tells how large
/// the journal is.
struct JournalUpkeep: Service {
    /// Time between two looks.
    static let interval = Duration.minutes(1)

    private let journal: JournalDesk
    private let writer: Writer
    private let clock: any EngineClock
    private let events: any EngineEventSink

    /// Looks after a journal; `writer` knows how far the store has come in it.
    init(
        _ journal: JournalDesk, writer: Writer, clock: any EngineClock, events: any EngineEventSink
    ) {
        self.journal = journal
        self.writer = writer
        self.clock = clock
        self.events = events
    }

    func run() async throws {
        while true {
            if let needed = await writer.oldestNeededRecord {
                _ = try await journal.files.trim(keepingFrom: needed)
            }
            events.report(
                .journalStatusNoted(try await journal.files.status(), waitingSince: journal.room.waitingSince)
            )
            try await clock.sleep(for: Self.interval)
        }
    }
}

extension EngineEvent {
    /// How large the journal is, and since when something in it waits for the store.
    fileprivate static func journalStatusNoted(
        _ status: JournalStatus, waitingSince: Timestamp?
    ) -> EngineEvent {
        EngineEvent(
            "JournalStatusNoted", level: .debug,
            [
                "bytes": .integer(status.bytes), "segments": .integer(status.segments),
                "oldest": waitingSince.map { .timestamp($0) }, "degraded": .boolean(status.isDegraded),
            ])
    }
}
