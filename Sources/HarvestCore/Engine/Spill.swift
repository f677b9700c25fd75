/// What the writer needs to leave batches to the journal and to fetch them back.
public struct Spill: Sendable {
    /// The journal.
    let journal: RunJournal
    /// What tells the journal from every other; `nil` when nothing does.
    let identity: String?
    /// Number of the record with which this process began to write.
    let opened: UInt64
    /// Reads the journal from a record on.
    let read: @Sendable (UInt64) async throws -> any JournalReading
    /// Who does runs again.
    let cast: @Sendable () -> any ReplayCast

    /// Joins them.
    package init(
        _ journal: RunJournal, identity: String? = nil, opened: UInt64,
        read: @escaping @Sendable (UInt64) async throws -> any JournalReading,
        cast: @escaping @Sendable () -> any ReplayCast
    ) {
        self.journal = journal
        self.identity = identity
        self.opened = opened
        self.read = read
        self.cast = cast
    }

    /// Whether a watermark says that it is of another journal.
    func isForeign(_ mark: Watermark) -> Bool { mark.journal.map { $0 != identity } ?? false }
}
