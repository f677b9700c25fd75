internal import HarvestCore
internal import HarvestStore

/// Keeps the journal within its bounds: once a minute it deletes what is stored and old, or in the way of
/// what comes, and tells how large the journal is.
///
/// What fails is reported and tried again at the next look: a journal that is not trimmed is no reason to
/// end what fills it.
struct JournalUpkeep: Service {
    /// Time between two looks.
    static let interval = Duration.minutes(1)

    private let journal: JournalDesk
    private let needed: @Sendable () async -> UInt64?
    private let clock: any EngineClock
    private let events: any EngineEventSink

    /// Looks after a journal; `writer` knows how far the store has come in it.
    init(
        _ journal: JournalDesk, writer: Writer, clock: any EngineClock, events: any EngineEventSink
    ) {
        self.init(journal, needed: { await writer.oldestNeededRecord }, clock: clock, events: events)
    }

    /// The same with any answer to which record is the first that the store still needs, `nil` as long as
    /// that is not known.
    init(
        _ journal: JournalDesk, needed: @escaping @Sendable () async -> UInt64?, clock: any EngineClock,
        events: any EngineEventSink
    ) {
        self.journal = journal
        self.needed = needed
        self.clock = clock
        self.events = events
    }

    func run() async throws {
        while true {
            do { try await look() } catch { events.report(.journalUpkeepFailed(because: error)) }
            try await clock.sleep(for: Self.interval)
        }
    }

    private func look() async throws {
        if let needed = await needed() { await journal.files.noteStored(before: needed) }
        try await journal.files.trim()
        events.report(
            .journalStatusNoted(try await journal.files.status(), waitingSince: journal.room.waitingSince))
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

    /// The journal could not be trimmed; it is tried again.
    fileprivate static func journalUpkeepFailed(because error: any Error) -> EngineEvent {
        EngineEvent("JournalUpkeepFailed", level: .error, ["err": .text(String(describing: error))])
    }
}
