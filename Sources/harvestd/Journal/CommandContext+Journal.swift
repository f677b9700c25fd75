internal import HarvestCore
internal import HarvestStore

extension CommandContext {
    /// Lends the journal, or nothing when the configuration wants none.
    func withJournal<Result>(_ body: (SegmentedJournal?) async throws -> Result) async throws -> Result {
        guard configuration.keepsJournal else { return try await body(nil) }
        var settings = JournalSettings()
        settings.maximumBytes = configuration.journalBytes
        settings.maximumAge = configuration.journalRetention
        return try await withSegmentedJournal(
            directory: configuration.journalDirectory, settings: settings, clock: clock, events: events
        ) { try await body($0) }
    }
}
