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
}
