internal import HarvestCore
@testable internal import HarvestStore
internal import HarvestTestSupport
internal import Testing

/// Partitions come ahead of time and on demand, and go when they have ended; nothing waits long for them.
@Suite struct PostgresPartitionTests {
    private typealias Samples = PostgresSamples

    private static func partitions(_ url: String, of table: String = "fact_quote_top_raw") async throws
        -> [String]
    {
        try await TemporaryPostgres.shared().psql(
            url, "SELECT relid FROM pg_partition_tree('\(table)') WHERE isleaf"
        ).sorted()
    }

    @Test func aMigrationMakesPartitionsForTodayAndTheDaysAhead() async throws {
        try await Samples.withMigratedStore { store, url in
            let expected = ["20261120", "20261121", "20261122", "20261123"]
            for table in TableCatalogue.tables where table.partitionColumn != nil {
                let names = try await Self.partitions(url, of: table.name)
                #expect(names == expected.map { "\(table.name)_p\($0)" })
            }
            let report = try await store.maintain(now: Samples.noon, cutoff: Samples.noon - .days(14))
            #expect(report == MaintenanceReport())
        }
    }

    @Test func tomorrowAddsOneDayAndDropsWhatHasEnded() async throws {
        try await Samples.withMigratedStore { store, url in
            let tomorrow = Samples.noon + .days(1)
            let report = try await store.maintain(now: tomorrow, cutoff: tomorrow.day.start)
            #expect(report.created.sorted() == Self.raw.map { "\($0)_p20261124" })
            #expect(report.dropped.sorted() == Self.raw.map { "\($0)_p20261120" })
            #expect(report.deletedRows == 0)
            // A partition whose last moments are still wanted stays.
            let later = try await store.maintain(now: tomorrow, cutoff: tomorrow)
            #expect(later.dropped.isEmpty)
            #expect(try await Self.partitions(url).first == "fact_quote_top_raw_p20261121")
        }
    }

    @Test func lateRowsGetTheirPartitionsUpToABound() async throws {
        try await Samples.withMigratedStore { store, url in
            var batch = Samples.batch(Samples.market(1), Samples.token("a", market: 1))
            let limit = PostgresLimits.partitionsPerCommit
            for day in 1...limit + 10 {
                batch.append(Samples.quote("a", market: 1, at: Samples.noon - .days(day)))
            }
            let counts = try await store.commit([batch])[0].tables["fact_quote_top_raw"]
            #expect(counts?.new == limit)
            #expect(counts?.refused == 10)
            #expect(try await Self.partitions(url).count == limit + 4)
            // The oldest days come first, and a further commit goes on.
            #expect(try await store.commit([batch])[0].tables["fact_quote_top_raw"]?.new == 10)
        }
    }

    @Test func aPartitionOfOurOwnMakingHasTheTablesIndexesAndKeys() async throws {
        try await Samples.withMigratedStore { _, url in
            let server = try await TemporaryPostgres.shared()
            let indexes = try await server.psql(
                url, "SELECT indexdef FROM pg_indexes WHERE tablename = 'fact_quote_top_raw_p20261120'")
            for tail in [
                "btree (token_id, captured_at DESC)", "brin (captured_at)", "btree (id, captured_at)",
            ] {
                #expect(indexes.contains { $0.hasSuffix(tail) }, "\(tail)")
            }
            let references = try await server.psql(
                url,
                "SELECT confrelid::regclass FROM pg_constraint WHERE contype = 'f' "
                    + "AND conrelid = 'fact_quote_top_raw_p20261120'::regclass")
            #expect(references.sorted() == ["dim_market", "dim_token"])
        }
    }

    @Test func partitionsOfAnotherTimeZoneAreCompletedAndNotOverlapped() async throws {
        try await Samples.withMigratedStore { store, url in
            let server = try await TemporaryPostgres.shared()
            try await server.psql(
                url,
                """
                CREATE TABLE east PARTITION OF fact_quote_top_raw
                    FOR VALUES FROM ('2026-11-10 00:00:00+08') TO ('2026-11-11 00:00:00+08')
                """)
            var batch = Samples.batch(Samples.market(1), Samples.token("a", market: 1))
            // From 9 November 16:00 to 10 November 16:00 is taken; both days have a stretch that is not.
            for hour in 0..<48 {
                let moment = Samples.noon.day.advanced(by: -11).start + .hours(hour)
                batch.append(Samples.quote("a", market: 1, at: moment))
            }
            #expect(try await store.commit([batch])[0].tables["fact_quote_top_raw"]?.new == 48)
            let names = try await Self.partitions(url).filter { $0 < "fact_quote_top_raw_p20261120" }
            #expect(names == ["east", "fact_quote_top_raw_p20261109", "fact_quote_top_raw_p20261110_1600"])
            #expect(try await server.psql(url, "SELECT count(*) FROM east") == ["24"])
        }
    }

    @Test func aDefaultPartitionKeepsItsRowsAndIsNeverDropped() async throws {
        try await Samples.withMigratedStore { store, url in
            let server = try await TemporaryPostgres.shared()
            try await server.psql(
                url,
                """
                CREATE TABLE rest PARTITION OF fact_quote_top_raw DEFAULT;
                INSERT INTO dim_market (market_id, question, slug) VALUES ('1', 'q', 's');
                INSERT INTO dim_token (token_id, market_id, outcome_label, outcome_side)
                    VALUES ('a', '1', 'x', 'Y');
                INSERT INTO fact_quote_top_raw (token_id, market_id, captured_at)
                    VALUES ('a', '1', '2026-11-10 10:00+00'), ('a', '1', '2026-11-24 10:00+00')
                """)
            let quotes = Samples.batch(Samples.quote("a", market: 1, at: Samples.noon - .days(10)))
            #expect(try await store.commit([quotes])[0].total.new == 1)
            let report = try await store.maintain(now: Samples.noon + .days(2), cutoff: Samples.noon)
            // 24 November holds rows in the default partition, so it stays there; the 25th is made.
            #expect(
                report.created.filter { $0.hasPrefix("fact_quote_top") } == ["fact_quote_top_raw_p20261125"])
            #expect(report.dropped.isEmpty)
            #expect(try await server.psql(url, "SELECT count(*) FROM rest") == ["3"])
        }
    }

    @Test func aReaderPutsOffTheDropAndNeverHoldsUpTheWriter() async throws {
        try await Samples.withMigratedStore { store, url in
            let reader = try PostgresConnection(PostgresURL(url), label: "reader")
            try reader.execute("BEGIN; SELECT count(*) FROM fact_quote_top_raw")
            let later = Samples.noon + .days(20)
            let batch = Samples.batch(Samples.market(1), Samples.token("a", market: 1))
            try await withThrowingTaskGroup(of: MaintenanceReport.self) { group in
                group.addTask { try await store.maintain(now: later, cutoff: later - .days(14)) }
                // While maintenance waits for its lock, another writer of the table queues behind it. That
                // maintenance gives up although the reader still reads is what lets the writer through.
                try await withPostgresStore(url: PostgresURL(url), clock: ManualClock(now: Samples.noon)) {
                    other in
                    _ = try await other.commit([batch])
                    let quotes = (0..<5).map {
                        Samples.quote("a", market: 1, at: Samples.noon + .seconds($0))
                    }
                    for quote in quotes {
                        #expect(try await other.commit([Samples.batch(quote)])[0].total.new == 1)
                    }
                }
                let report = try await group.next()
                #expect(report?.dropped.contains { $0.hasPrefix("fact_quote_top_raw") } == false)
                #expect(report?.dropped.contains { $0.hasPrefix("fact_quote_depth_raw") } == true)
            }
            try reader.execute("COMMIT")
            let report = try await store.maintain(now: later, cutoff: later - .days(14))
            #expect(report.dropped.contains("fact_quote_top_raw_p20261120"))
        }
    }

    @Test func aPartitionThatAnotherProcessDroppedIsMadeAgain() async throws {
        try await Samples.withMigratedStore { store, url in
            let moment = Samples.noon - .days(10)
            var batch = Samples.batch(Samples.market(1), Samples.token("a", market: 1))
            batch.append(Samples.quote("a", market: 1, at: moment))
            #expect(try await store.commit([batch])[0].total.new == 3)
            try await TemporaryPostgres.shared().psql(url, "DROP TABLE fact_quote_top_raw_p20261110")
            let quote = Samples.batch(Samples.quote("a", market: 1, at: moment + .seconds(1)))
            let counts = try await store.commit([quote])[0].total
            #expect((counts.new, counts.refused) == (1, 0))
        }
    }

    @Test func maintenanceThatFailsHalfWayForgetsWhatItDropped() async throws {
        try await Samples.withMigratedStore { _, url in
            let connection = try PostgresConnection(PostgresURL(url), label: "half")
            let day = Samples.noon.day
            connection.coveredDays = [QuoteTop.table.name: [day]]
            try await TemporaryPostgres.shared().psql(
                url,
                "CREATE VIEW looks AS SELECT * FROM fact_quote_top_raw_p20261120")
            let later = Samples.noon + .days(2)
            #expect(throws: PostgresFault.self) {
                try PostgresMaintenance(on: connection).run(now: later, cutoff: later)
            }
            #expect(connection.coveredDays.isEmpty)
        }
    }

    @Test func twoSessionsMakeTheSamePartitionOnce() async throws {
        try await Samples.withMigratedStore { store, url in
            let batch = Samples.batch(Samples.market(1), Samples.token("a", market: 1))
            _ = try await store.commit([batch])
            let new = try await withThrowingTaskGroup(of: Int.self) { group in
                for second in 0..<4 {
                    group.addTask {
                        let moment = Samples.noon - .days(30) + .seconds(second)
                        let clock = ManualClock(now: Samples.noon)
                        return try await withPostgresStore(url: PostgresURL(url), clock: clock) { other in
                            let quote = Samples.batch(Samples.quote("a", market: 1, at: moment))
                            return try await other.commit([quote])[0].total.new
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(new == 4)
            #expect(try await Self.partitions(url).count == 5)
        }
    }

    @Test func boundsAreReadInTheServersForms() {
        let cases: [(String, Timestamp?, Timestamp?)] = [
            (
                "FOR VALUES FROM ('2026-11-01 00:00:00+00') TO ('2026-12-01 00:00:00+00')",
                Timestamp(parsing: "2026-11-01"), Timestamp(parsing: "2026-12-01")
            ),
            (
                "FOR VALUES FROM (MINVALUE) TO ('2026-12-01 12:30:00+00')", nil,
                Timestamp(parsing: "2026-12-01T12:30:00Z")
            ),
            (
                "FOR VALUES FROM ('2026-12-01 00:00:00.5+00') TO (MAXVALUE)",
                Timestamp(parsing: "2026-12-01T00:00:00.5Z"), nil
            ),
        ]
        for (text, lower, upper) in cases {
            let partition = PostgresPartition(name: "p", sqlName: "p", bound: text)
            #expect(partition?.lower == lower)
            #expect(partition?.upper == upper)
        }
        #expect(PostgresPartition(name: "p", sqlName: "p", bound: "DEFAULT")?.isDefault == true)
        #expect(PostgresPartition(name: "p", sqlName: "p", bound: "FOR VALUES IN ('a')") == nil)
        #expect(PostgresPartition(name: "p", sqlName: "p", bound: "DEFAULT")?.ends(by: Samples.noon) == false)
    }

    private static let raw = ["fact_orderbook_l2_raw", "fact_quote_depth_raw", "fact_quote_top_raw"]
}
