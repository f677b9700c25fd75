internal import HarvestCore
internal import HarvestSources
internal import HarvestStore

extension CommandContext {
    /// Lends the program's parts over a store whose tables are there. A service takes the store's lease.
    func withComposition<Result>(
        bookAge: Duration? = nil, isService: Bool = false, monitor: ServiceMonitor? = nil,
        journal: SegmentedJournal? = nil, _ body: (Composition) async throws -> Result
    ) async throws -> Result {
        try await withStore(waitsOutDoubts: journal == nil) { store in
            let seeds = Seeds.drawn()
            let desk = try await prepare(store, journal, isService: isService, seeds)
            return try await withTransport { transport in
                try await body(
                    Composition(
                        configuration, store: store, transport: transport, clock: clock, events: events,
                        seeds: seeds, bookAge: bookAge, monitor: monitor, journal: desk))
            }
        }
    }

    /// Makes sure that the tables are there, and begins to write the journal. With a journal, a database that
    /// is out of reach is waited for: what comes meanwhile is kept, and the writer takes the lease and looks
    /// at the tables when it is back. One that another service writes is not waited for at the start.
    private func prepare(
        _ store: any Store, _ journal: SegmentedJournal?, isService: Bool, _ seeds: Seeds
    ) async throws -> JournalDesk? {
        do {
            if isService { try await store.takeLease() }
            try await prepare(store)
            return try await desk(journal, store, seeds)
        } catch let error as StoreError where journal != nil && Self.isOutOfReach(error) {
            notes.notice("\(error.message); what comes is kept in the journal until it is back")
            return try await desk(journal, nil, seeds)
        }
    }

    private func desk(
        _ journal: SegmentedJournal?, _ store: (any Store)?, _ seeds: Seeds
    ) async throws -> JournalDesk? {
        guard let journal else { return nil }
        return try await desk(over: journal, store: store, seed: seeds["journal"])
    }

    private static func isOutOfReach(_ error: StoreError) -> Bool {
        error.kind == .unreachable || error.advice == .reconnect && error.kind != .leaseTaken
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
