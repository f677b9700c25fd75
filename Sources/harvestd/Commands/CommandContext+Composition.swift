internal import HarvestCore
internal import HarvestSources
internal import HarvestStore

extension CommandContext {
    /// Lends the program's parts over a store whose tables are there.
    func withComposition<Result>(
        bookAge: Duration = BookDesk.usualAge, monitor: ServiceMonitor? = nil,
        _ body: (Composition) async throws -> Result
    ) async throws -> Result {
        try await withStore { store in
            try await prepare(store)
            return try await withTransport { transport in
                try await body(
                    Composition(
                        configuration, store: store, transport: transport, clock: clock, events: events,
                        seeds: .drawn(), bookAge: bookAge, monitor: monitor))
            }
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
