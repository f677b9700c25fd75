internal import HarvestCore
internal import HarvestSources
internal import HarvestStore

extension CommandContext {
    /// Lends the program's parts over a store whose tables are there, and what that store says of itself,
    /// unless it is out of reach. A service takes the store's lease, and waits while the disk has no room.
    func withComposition<Result>(
        bookAge: Duration? = nil, isService: Bool = false, monitor: ServiceMonitor? = nil,
        journal: SegmentedJournal? = nil, _ body: (Composition, StoreReport?) async throws -> Result
    ) async throws -> Result {
        try await withStore(waitsOutDoubts: journal == nil) { store in
            let seeds = Seeds.drawn()
            let (desk, report) = try await prepare(store, journal, isService: isService, seeds)
            return try await withTransport { transport in
                try await body(
                    Composition(
                        configuration, store: store, transport: transport, clock: clock, events: events,
                        seeds: seeds, bookAge: bookAge, monitor: monitor, journal: desk), report)
            }
        }
    }

    /// Makes sure that the tables are there, and begins to write the journal, which only a service keeps. A
    /// service waits for room.
    func prepare(
        _ store: any Store, _ journal: SegmentedJournal?, isService: Bool, _ seeds: Seeds
    ) async throws -> (desk: JournalDesk?, report: StoreReport?) {
        guard isService else { return (nil, try await prepare(store)) }
        return try await waitingForRoom { try await beginService(store, journal, seeds) }
    }

    /// Takes the lease and does what a service begins with. With a journal, a database that is out of reach
    /// is waited for: what comes meanwhile is kept, and the writer takes the lease and looks at the tables
    /// when it is back. One that another service writes is not waited for at the start.
    private func beginService(
        _ store: any Store, _ journal: SegmentedJournal?, _ seeds: Seeds
    ) async throws -> (desk: JournalDesk?, report: StoreReport?) {
        do {
            try await store.takeLease()
            let report = try await prepare(store)
            return (try await desk(journal, store, seeds), report)
        } catch let error as StoreError where journal != nil && Self.isOutOfReach(error) {
            notes.notice("\(error.message); what comes is kept in the journal until it is back")
            return (try await desk(journal, nil, seeds), nil)
        }
    }

    private func desk(
        _ journal: SegmentedJournal?, _ store: (any Store)?, _ seeds: Seeds
    ) async throws -> JournalDesk? {
        guard let journal else { return nil }
        return try await JournalDesk(
            journal, configuration, store: store, clock: clock, seed: seeds["journal"])
    }

    private static func isOutOfReach(_ error: StoreError) -> Bool {
        error.kind == .unreachable || error.advice == .reconnect && error.kind != .leaseTaken
    }

    /// The embedded database is made and brought up to date by itself; a server's is a person's to migrate.
    private func prepare(_ store: any Store) async throws -> StoreReport {
        if case .sqlite = configuration.database {
            let report = try await store.migrate()
            if report.from != report.to { notes.notice("\(store.label): schema \(report.to) is in place") }
        }
        let report = try await store.inspect()
        let found = report.schemaVersion ?? 0
        guard found <= report.expectedVersion else {
            throw StoreError.schemaNewer(store.label, found: found, known: report.expectedVersion)
        }
        guard found == report.expectedVersion else {
            throw StoreError.schemaMissing(store.label, found: found, known: report.expectedVersion)
        }
        return report
    }
}
