internal import HarvestCore
internal import HarvestSources
internal import HarvestStore

extension CommandContext {
    /// Lends the program's parts over a store whose tables are there.
    func withComposition<Result>(
        bookAge: Duration? = nil, monitor: ServiceMonitor? = nil,
        journal: SegmentedJournal? = nil, _ body: (Composition) async throws -> Result
    ) async throws -> Result {
        try await withStore(waitsOutDoubts: journal == nil) { store in
            let desk = try await prepare(store, journal)
            return try await withTransport { transport in
                try await body(
                    Composition(
                        configuration, store: store, transport: transport, clock: clock, events: events,
                        seeds: .drawn(), bookAge: bookAge, monitor: monitor, journal: desk))
            }
        }
    }

    /// Makes sure that the tables are there, and begins to write the journal. With a journal, a database that
    /// is out of reach is waited for: what comes meanwhile is kept.
    private func prepare(_ store: any Store, _ journal: SegmentedJournal?) async throws -> JournalDesk? {
        guard let journal else {
            try await prepare(store)
            return nil
        }
        do {
            try await prepare(store)
            return try await desk(over: journal, store: store)
        } catch let error as StoreError where error.kind == .unreachable || error.advice == .reconnect {
            notes.notice("\(error.message); what comes is kept in the journal until it is back")
            return try await desk(over: journal, store: nil)
        }
    }

    /// The embedded database is made and brought up to date by itself; a server's is a person's to migrate.
    private func prepare(_ store: any Store) async throws {
        if case .sqlite = configuration.database {
            let report = try await store.migrate()
            if report.from != report.to { notes.notice("\(store.label): schema \(report.to) is in place") }
            return
        }
        let report = try await store.inspect()
        let found = report.schemaVersion ?? 0
        guard found <= report.expectedVersion else {
            throw StoreError.schemaNewer(store.label, found: found, known: report.expectedVersion)
        }
        guard found == report.expectedVersion else {
            throw StoreError.schemaMissing(store.label, found: found, known: report.expectedVersion)
        }
    }
}
