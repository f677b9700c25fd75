internal import HarvestCore
internal import HarvestSources
internal import HarvestStore

extension Configuration {
    /// The settings that decide what collectors ask for and make, as the journal keeps them.
    var journalFields: [JournalRecord.Field] {
        [
            .init("handles", .text(handles.joined(separator: ","))), .init("scope", .text(scope.rawValue)),
            .init("state", .text(state.rawValue)), .init("gamma", .text(gamma.address)),
            .init("clob", .text(clob.address)), .init("xtracker", .text(xtracker.address)),
            .init("retention_days", .integer(rawRetention.milliseconds / Duration.days(1).milliseconds)),
        ]
    }

    /// The bounds of the journal.
    var journalSettings: JournalSettings {
        var settings = JournalSettings()
        settings.maximumBytes = journalBytes
        settings.maximumAge = journalRetention
        return settings
    }

    /// This configuration with the settings of a record in place of its own.
    func adopting(_ record: JournalRecord) -> Configuration {
        var next = self
        if let text = record.text("handles") { next.handles = text.split(separator: ",").map(String.init) }
        if let scope = record.text("scope").flatMap(DiscoveryScope.init(rawValue:)) { next.scope = scope }
        if let state = record.text("state").flatMap(DiscoveryState.init(rawValue:)) { next.state = state }
        if let address = record.text("gamma") { next.gamma = next.gamma.at(address) }
        if let address = record.text("clob") { next.clob = next.clob.at(address) }
        if let address = record.text("xtracker") { next.xtracker = next.xtracker.at(address) }
        if let days = record.integer("retention_days") { next.rawRetention = .days(Int(days)) }
        // A run of the job that stores all levels was run, so it is known, whatever is set now.
        next.storesBooks = true
        return next
    }
}

extension Configuration.Upstream {
    fileprivate func at(_ address: String) -> Configuration.Upstream {
        .init(address: address, rate: rate, burst: burst)
    }
}
