internal import HarvestCore
@testable internal import HarvestStore
internal import HarvestTestSupport
internal import Testing

/// A database that Polaris has filled becomes ours with every row and column, or is left alone with a reason.
@Suite struct PostgresAdoptionTests {
    private typealias Samples = PostgresSamples

    @Test func aPolarisDatabaseIsAdoptedWithEveryRowAndColumn() async throws {
        try await Samples.withStore { store, url in
            let server = try await TemporaryPostgres.shared()
            try await server.psql(url, PolarisDatabase.schema + PolarisDatabase.rows)
            let before = try await Self.dump(server, url)
            let adoptable = try await store.inspect().adoptable
            #expect(adoptable.contains("dim_account") && !adoptable.contains("ops_rejected"))
            let report = try await store.migrate()
            #expect(try await store.inspect().adoptable.isEmpty)
            #expect((report.from, report.to, report.didAdopt) == (0, Migration.currentVersion, true))
            #expect(try await Self.dump(server, url) == before)
            #expect(try await store.migrate().applied.isEmpty)
            #expect(try await Self.dump(server, url) == before)
            let quotes = try await store.rows(Query(TableCatalogue.quoteLatest))
            #expect(quotes.map { $0.text("token_id") } == ["t1"])
            #expect(quotes.first?.decimal("best_bid", as: Price.self) == Price(millionths: 410_000))
        }
    }

    @Test func whatAnAdoptedDatabaseLacksIsAdded() async throws {
        try await Samples.withStore { store, url in
            let server = try await TemporaryPostgres.shared()
            try await server.psql(url, PolarisDatabase.schema + PolarisDatabase.rows)
            _ = try await store.migrate()
            let connection = try PostgresConnection(PostgresURL(url), label: "adopted")
            let found = try PostgresRelations(on: connection)
            let adoption = PostgresAdoption(found)
            for table in TableCatalogue.tables {
                #expect(found[table.name] != nil, "\(table.name)")
                #expect(adoption.additions(to: table).isEmpty, "\(table.name)")
            }
            #expect(found["view_quote_latest"]?.kind == "v")
            // One index was there under a name of its own and must not be made twice.
            let indexes = try await server.psql(
                url,
                "SELECT indexname FROM pg_indexes WHERE tablename = 'fact_quote_1m' "
                    + "AND indexdef LIKE '%(market_id, bucket_minute DESC)'")
            #expect(indexes == ["my_minutes"])
        }
    }

    @Test func anAdoptedDatabaseTakesRowsInItsOwnPartitions() async throws {
        try await Samples.withStore { store, url in
            let server = try await TemporaryPostgres.shared()
            try await server.psql(url, PolarisDatabase.schema + PolarisDatabase.rows)
            _ = try await store.migrate()
            let quotes = Samples.batch(
                Samples.quote("t1", market: 1, at: Samples.noon),
                Samples.quote("t1", market: 1, at: Samples.noon),
                Samples.quote("t1", market: 1, at: Samples.noon - .days(400)))
            let counts = try await store.commit([quotes])[0].total
            #expect((counts.new, counts.unchanged, counts.refused) == (2, 1, 0))
            let partitions = try await server.psql(
                url, "SELECT relid FROM pg_partition_tree('fact_quote_top_raw') WHERE isleaf")
            #expect(
                partitions.sorted() == [
                    "fact_quote_top_raw_2026_11", "fact_quote_top_raw_p20251016", "fact_quote_top_raw_rest",
                ])
            // The month covers the days ahead, so maintenance adds none and drops only what has ended.
            let report = try await store.maintain(now: Samples.noon, cutoff: Samples.noon - .days(14))
            #expect(report.created.filter { $0.hasPrefix("fact_quote_top_raw") }.isEmpty)
            #expect(report.dropped == ["fact_quote_top_raw_p20251016"])
            #expect(try await server.psql(url, "SELECT count(*) FROM fact_quote_top_raw_rest") == ["1"])
        }
    }

    @Test func tablesOfAnotherShapeAreRefusedByNameAndNothingIsChanged() async throws {
        let cases: [(sql: String, reasons: [String])] = [
            ("ALTER TABLE dim_market DROP COLUMN slug", ["dim_market.slug is missing"]),
            (
                "ALTER TABLE dim_token ALTER tick_size TYPE double precision",
                ["dim_token.tick_size is float8"]
            ),
            (
                "ALTER TABLE fact_quote_1m ALTER sample_count TYPE text",
                ["fact_quote_1m.sample_count is text"]
            ),
            ("ALTER TABLE dim_event ADD mine text NOT NULL", ["dim_event.mine must have a value"]),
            (
                "ALTER TABLE dim_market DROP COLUMN question; ALTER TABLE dim_event ALTER closed TYPE text",
                ["dim_market.question is missing", "dim_event.closed is text"]
            ),
            ("DROP TABLE ops_cursor; CREATE VIEW ops_cursor AS SELECT 1 AS x", ["ops_cursor is not a table"]),
            (
                "DROP TABLE fact_quote_depth_raw; "
                    + "CREATE TABLE fact_quote_depth_raw (LIKE fact_quote_top_raw)",
                ["fact_quote_depth_raw is not partitioned by range of captured_at"]
            ),
        ]
        for (sql, reasons) in cases {
            try await Samples.withStore { store, url in
                let server = try await TemporaryPostgres.shared()
                try await server.psql(url, PolarisDatabase.schema + sql)
                let before = try await server.psql(url, Self.catalogue)
                let error = await #expect(throws: StoreError.self) { try await store.migrate() }
                #expect(error?.kind == .schemaForeign)
                for reason in reasons { #expect(error?.cause?.contains(reason) == true, "\(reason)") }
                #expect(try await server.psql(url, Self.catalogue) == before)
            }
        }
    }

    @Test func rowsThatBreakAMissingKeyAreAReasonToRefuse() async throws {
        try await Samples.withStore { store, url in
            let server = try await TemporaryPostgres.shared()
            try await server.psql(
                url,
                PolarisDatabase.schema + "ALTER TABLE dim_market DROP CONSTRAINT dim_market_slug_key; "
                    + "INSERT INTO dim_market (market_id, question, slug) "
                    + "VALUES ('1', 'a', 's'), ('2', 'b', 's')"
            )
            let error = await #expect(throws: StoreError.self) { try await store.migrate() }
            #expect(error?.kind == .schemaForeign)
            #expect(error?.cause?.contains("dim_market") == true)
        }
    }

    @Test func aViewOfAnotherShapeStaysAsItIs() async throws {
        try await Samples.withStore { store, url in
            let server = try await TemporaryPostgres.shared()
            try await server.psql(
                url,
                PolarisDatabase.schema + "DROP VIEW view_quote_latest; "
                    + "CREATE VIEW view_quote_latest AS SELECT token_id, mid FROM fact_quote_top_raw")
            _ = try await store.migrate()
            let columns = try await server.psql(
                url,
                "SELECT column_name FROM information_schema.columns WHERE table_name = 'view_quote_latest'")
            #expect(columns.sorted() == ["mid", "token_id"])
            #expect(try await store.inspect().warnings.contains { $0.contains("view_quote_latest") })
        }
    }

    private static let catalogue = """
        SELECT c.relname, c.relkind, a.attname, a.atttypid::regtype FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace = 'public'::regnamespace
        ORDER BY 1, 2, 3
        """

    /// Every row of the tables of Polaris, as text.
    private static func dump(_ server: TemporaryPostgres, _ url: String) async throws -> [String] {
        let own: Set = [Rejection.table.name, FieldDrift.table.name]
        let names = TableCatalogue.tables.map(\.name).filter { !own.contains($0) }
        let statements = names.map { "SELECT '\($0)', t::text FROM \($0) t ORDER BY 2;" }
        return try await server.psql(url, statements.joined(separator: "\n"))
    }
}
