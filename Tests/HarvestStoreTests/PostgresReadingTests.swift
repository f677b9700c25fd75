internal import HarvestCore
@testable internal import HarvestStore
internal import HarvestTestSupport
internal import Testing

/// The view's plan, pages, and what inspection says.
@Suite struct PostgresReadingTests {
    private typealias Samples = PostgresSamples

    @Test func theViewLooksOnceIntoTheIndexForEachToken() async throws {
        try await Samples.withMigratedStore { store, url in
            var batch = Samples.batch(Samples.market(1))
            for token in 0..<20 {
                batch.append(Samples.token("t\(token)", market: 1, label: "l\(token)"))
                for second in 0..<200 {
                    let moment = Samples.noon - .days(second % 5) + .seconds(second)
                    batch.append(Samples.quote("t\(token)", market: 1, at: moment))
                }
            }
            _ = try await store.commit([batch])
            let server = try await TemporaryPostgres.shared()
            let plan = try await server.psql(
                url, "ANALYZE; EXPLAIN (ANALYZE, TIMING OFF) SELECT * FROM view_quote_latest")
            #expect(!plan.contains { $0.contains("Seq Scan on fact_quote_top_raw") }, "\(plan)")
            #expect(plan.contains { $0.contains("Limit") && $0.contains("rows=1 loops=20") }, "\(plan)")
            let reads = plan.filter { $0.contains("Index Scan using fact_quote_top_raw") }
            // Newer partitions come first and the first hit ends the search, so most are never looked into.
            #expect(reads.contains { $0.contains("never executed") }, "\(plan)")
            #expect(reads.allSatisfy { !$0.contains("actual rows=2") }, "\(plan)")
            #expect(try await store.count(TableCatalogue.quoteLatest) == 20)
        }
    }

    @Test func pagesAreOfOneMomentWhileOthersWrite() async throws {
        try await Samples.withMigratedStore { store, _ in
            var batch = Batch()
            for number in 0..<1_000 { batch.append(Samples.market(number)) }
            _ = try await store.commit([batch])
            let seen = Locked<[Int]>([])
            let query = Query(
                Market.table, columns: ["gamma_market_id"], order: [.ascending("gamma_market_id")])
            try await store.pages(of: query, size: 300) { rows in
                if rows.count == 300 {
                    let number = 2_000 + seen.withLock { $0.count }
                    _ = try await store.commit([Samples.batch(Samples.market(number))])
                }
                seen.withLock { $0 += rows.compactMap { $0.integer("gamma_market_id") } }
            }
            #expect(seen.withLock { $0 } == Array(0..<1_000))
            #expect(try await store.count(Market.table) == 1_003)
        }
    }

    @Test func readingAWholeTableMayTakeHours() async throws {
        try await Samples.withMigratedStore { store, url in
            try await TemporaryPostgres.shared().psql(
                url,
                "CREATE VIEW patient AS SELECT current_setting('statement_timeout') AS bound "
                    + "WHERE current_setting('statement_timeout') = '6h'")
            let table = Self.table("patient")
            let seen = Recorder<String>()
            try await store.pages(of: Query(table), size: 1) { rows in
                rows.compactMap { $0.text("bound") }.forEach { seen.record($0) }
            }
            #expect(seen.facts == ["6h"])
            #expect(try await store.count(table) == 1)
            #expect(try await store.rows(Query(table)).isEmpty, "short questions keep their bound")
        }
    }

    /// Jobs that read in pages stand still no longer than the others when the server falls silent.
    @Test func aPageHasLessTimeWhereAJournalBridgesIt() async throws {
        let url = try await TemporaryPostgres.freshDatabase()
        try await TemporaryPostgres.shared().psql(
            url, "CREATE VIEW brief AS SELECT current_setting('statement_timeout') AS bound")
        let query = Self.bounds(in: "brief")
        let session = try PostgresSession(
            PostgresURL(url), name: "pages", label: "pages", patience: .bridged, clock: ManualClock())
        let cursor = PostgresCursor(session, size: 1, patience: .bridged)
        try await cursor.open(SQLText(query, dialect: .postgreSQL))
        #expect(try await cursor.next().first?.text("bound") == "15s")
        #expect(try await session.once { $0.patience } == .seconds(20))
        let seen = Recorder<String>()
        let clock = ManualClock()
        try await withPostgresStore(url: PostgresURL(url), clock: clock, waitsOutDoubts: false) { store in
            try await store.pages(of: query, size: 1) { rows in
                rows.compactMap { $0.text("bound") }.forEach { seen.record($0) }
            }
        }
        #expect(seen.facts == ["15s"])
    }

    /// Else a job whose page honestly takes longer would be ended in every run.
    @Test func afterAPageWasEndedForItsLengthTheNextAnswerHasMoreTime() async throws {
        let url = try await TemporaryPostgres.freshDatabase()
        let server = try await TemporaryPostgres.shared()
        try await server.psql(
            url,
            "CREATE VIEW brief AS SELECT current_setting('statement_timeout') AS bound "
                + "FROM generate_series(1, 2); CREATE VIEW slow AS SELECT pg_sleep(600)::text AS bound")
        let seen = Recorder<String>()
        try await withPostgresStore(url: PostgresURL(url), clock: ManualClock(), waitsOutDoubts: false) {
            store in
            let look: @Sendable () async throws -> Void = {
                try await store.pages(of: Self.bounds(in: "brief"), size: 2) { rows in
                    rows.first?.text("bound").map { seen.record($0) }
                }
            }
            try await look()
            try await Self.endASlowPage(of: store, url, server)
            try await look()
            let error = await #expect(throws: StoreError.self) {
                try await store.pages(of: Self.bounds(in: "brief"), size: 1) { _ in
                    try await server.psql(url, "SELECT pg_terminate_backend(pid) " + Self.ourSessions)
                }
            }
            #expect(error?.kind == .connectionLost || error?.kind == .unreachable)
            try await look()
        }
        #expect(seen.facts == ["15s", "1min", "15s"])
    }

    /// A person who cancels a page says to the session what the limit says.
    private static func endASlowPage(
        of store: PostgresStore, _ url: String, _ server: TemporaryPostgres
    ) async throws {
        let asleep = ourSessions + " AND wait_event = 'PgSleep'"
        try await withThrowingTaskGroup(of: Void.self) { group in
            let isOver = Latch()
            group.addTask {
                defer { isOver.open() }
                try await store.pages(of: bounds(in: "slow"), size: 1) { _ in }
            }
            while try await server.psql(url, "SELECT count(*) " + asleep) == ["0"], !isOver.isOpen {
                await Task.yield()
            }
            try await server.psql(url, "SELECT pg_cancel_backend(pid) " + asleep)
            let result = await group.nextResult()
            let error = #expect(throws: StoreError.self) { try result?.get() }
            #expect(error?.kind == .cancelled)
        }
    }

    private static let ourSessions =
        "FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'harvestd'"

    /// Asks a view for its column `bound`.
    private static func bounds(in view: String) -> Query { Query(table(view)) }

    private static func table(_ view: String) -> TableSchema {
        TableSchema(
            name: view, summary: "", columns: [Column("bound", .text, "")], primaryKey: ["bound"],
            timeColumn: "bound", rule: .insertIfAbsent(identity: ["bound"]))
    }

    @Test func anErrorOfTheReaderEndsThePagesAndTheSession() async throws {
        struct Enough: Error {}
        try await Samples.withMigratedStore { store, url in
            _ = try await store.commit([Samples.batch(Samples.market(1), Samples.market(2))])
            await #expect(throws: Enough.self) {
                try await store.pages(of: Query(Market.table), size: 1) { _ in throw Enough() }
            }
            let open = """
                SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
                AND state LIKE 'idle in transaction%'
                """
            let server = try await TemporaryPostgres.shared()
            while try await server.psql(url, open) != ["0"] { await Task.yield() }
            #expect(try await store.count(Market.table) == 2)
        }
    }

    @Test func inspectionTellsVersionRightsAndWhatIsUnsafe() async throws {
        try await Samples.withStore { store, url in
            let before = try await store.inspect()
            #expect(before.engine.hasPrefix("PostgreSQL 1"))
            #expect((before.schemaVersion, before.expectedVersion) == (0, Migration.currentVersion))
            #expect(before.isWritable)
            // The throwaway server does not sync, and says so.
            #expect(before.durability == "fsync=off")
            #expect(before.now != nil)
            for word in ["superuser", "fsync is off", "full_page_writes is off"] {
                #expect(before.warnings.contains { $0.contains(word) }, "\(word)")
            }
            let server = try await TemporaryPostgres.shared()
            #expect(
                try await server.psql(url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [
                    "0"
                ])
            _ = try await store.migrate()
            #expect(try await store.inspect().schemaVersion == Migration.currentVersion)
        }
    }

    @Test func aRoleThatMayOnlyReadIsToldSo() async throws {
        let server = try await TemporaryPostgres.shared()
        try await Samples.withMigratedStore { _, url in
            let name = server.name(in: url)
            let role = "reader_of_\(name)"
            try await server.psql(
                url, "CREATE ROLE \(role) LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO \(role)")
            let readOnly = "host=\(server.directory) port=\(server.port) user=\(role) dbname=\(name)"
            try await withPostgresStore(url: PostgresURL(readOnly), clock: ManualClock()) { store in
                let report = try await store.inspect()
                #expect(!report.isWritable)
                #expect(!report.warnings.contains { $0.contains("superuser") })
                let error = await #expect(throws: StoreError.self) {
                    try await store.commit([Samples.batch(Samples.market(1))])
                }
                #expect(error?.kind == .permission)
            }
            try await server.psql(
                url,
                "ALTER DATABASE \(name) SET default_transaction_read_only = on; "
                    + "GRANT ALL ON ALL TABLES IN SCHEMA public TO \(role)")
            try await withPostgresStore(url: PostgresURL(readOnly), clock: ManualClock()) { store in
                let report = try await store.inspect()
                #expect(!report.isWritable)
                let error = await #expect(throws: StoreError.self) {
                    try await store.commit([Samples.batch(Samples.market(1))])
                }
                #expect(error?.kind == .readOnly)
            }
        }
    }

    @Test func everySQLStateHasItsKindAndAdvice() {
        let cases: [(String, StoreError.Kind, Advice)] = [
            ("28P01", .wrongPassword, .stop), ("28000", .wrongPassword, .stop),
            ("3D000", .unreachable, .stop),
            ("42501", .permission, .stop), ("25006", .readOnly, .stop),
            ("53100", .diskFull, .retry(after: .seconds(10))), ("53300", .unreachable, .reconnect),
            ("57P01", .unreachable, .reconnect), ("57P03", .unreachable, .reconnect),
            ("08006", .unreachable, .reconnect), ("40001", .conflict, .retry(after: nil)),
            ("40P01", .conflict, .retry(after: nil)), ("55P03", .busy, .retry(after: .seconds(1))),
            ("57014", .cancelled, .retry(after: .seconds(1))), ("42P01", .schemaMissing, .stop),
            ("42703", .schemaMissing, .stop), ("54000", .constraint, .skip),
            ("22003", .constraint, .skip), ("23505", .constraint, .skip),
            ("XX001", .corrupt, .stop), ("42601", .failed, .stop),
        ]
        for (state, kind, advice) in cases {
            let error = PostgresFault(sqlState: state, message: "said").storeError("store")
            #expect(error.kind == kind, "\(state)")
            #expect(error.advice == advice, "\(state)")
            #expect(error.cause == "said (SQLSTATE \(state))")
        }
        let lost = PostgresFault(message: "gone", isConnectionLost: true).storeError("store")
        #expect(lost.kind == .connectionLost)
    }
}
