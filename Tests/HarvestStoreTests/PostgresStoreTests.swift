internal import HarvestCore
@testable internal import HarvestStore
internal import HarvestTestSupport
internal import Testing

/// What a commit to PostgreSQL makes of rows, beyond what every store does.
@Suite struct PostgresStoreTests {
    private typealias Samples = PostgresSamples

    @Test func rowsAreNewThenUnchangedThenChanged() async throws {
        try await Samples.withMigratedStore { store, _ in
            let batch = Samples.batch(Samples.market(1), Samples.token("a", market: 1))
            let first = try await store.commit([batch])[0]
            #expect(first.tables["dim_market"]?.new == 1)
            #expect(first.tables["dim_token"]?.new == 1)
            #expect(try await store.commit([batch])[0].total.unchanged == 2)
            let other = Samples.batch(Samples.market(1, question: "Will it snow?"))
            #expect(try await store.commit([other])[0].total.changed == 1)
            let row = try #require(try await store.rows(Query(Market.table)).first)
            #expect(row.text("question") == "Will it snow?")
            #expect(row.decimal("spread", as: Amount.self) == Amount(millionths: 10_000))
        }
    }

    @Test func rowsOfOneKeyInOneBatchCountOneAfterTheOther() async throws {
        try await Samples.withMigratedStore { store, _ in
            let batch = Samples.batch(
                Samples.market(1), Samples.market(1), Samples.market(1, question: "Other?"))
            let counts = try await store.commit([batch])[0].total
            #expect((counts.new, counts.changed, counts.unchanged) == (1, 1, 1))
            #expect(try await store.rows(Query(Market.table)).first?.text("question") == "Other?")
        }
    }

    @Test func sumsAddUpOverRowsOfOneKey() async throws {
        try await Samples.withMigratedStore { store, _ in
            let batch = Samples.batch(
                Samples.drift("x", occurrences: 2, at: Samples.noon),
                Samples.drift("x", occurrences: 3, at: Samples.noon - .hours(1)))
            let counts = try await store.commit([batch])[0].total
            #expect((counts.new, counts.changed) == (1, 1))
            let row = try #require(try await store.rows(Query(FieldDrift.table)).first)
            #expect(row.integer("occurrences") == 5)
            #expect(row.timestamp("first_seen") == Samples.noon - .hours(1))
        }
    }

    @Test func aRowWithoutItsParentIsRefusedAndKept() async throws {
        try await Samples.withMigratedStore { store, _ in
            let batch = Samples.batch(
                Samples.market(1), Samples.token("a", market: 1), Samples.token("b", market: 2),
                Samples.quote("b", market: 1, at: Samples.noon),
                Samples.quote("a", market: 1, at: Samples.noon))
            let receipt = try await store.commit([batch])[0]
            #expect(receipt.tables["dim_token"]?.refused == 1)
            #expect(receipt.tables["fact_quote_top_raw"]?.refused == 1)
            #expect(receipt.tables["fact_quote_top_raw"]?.new == 1)
            let kept = try await store.rows(Query(Rejection.table, order: [.ascending("endpoint")]))
            #expect(kept.map { $0.text("code") } == ["E3038", "E3038"])
            #expect(kept.allSatisfy { $0.text("source") == "store" })
        }
    }

    @Test func oneRowThatBreaksAKeyDoesNotSpoilTheOthers() async throws {
        try await Samples.withMigratedStore { store, _ in
            var batch = Batch()
            for number in 1...100 { batch.append(Samples.market(number, slug: "slug-\(number / 2)")) }
            let counts = try await store.commit([batch])[0].total
            #expect((counts.new, counts.refused) == (51, 49))
            #expect(try await store.rows(Query(Rejection.table)).allSatisfy { $0.text("code") == "E3037" })
        }
    }

    @Test func aKeyThatMovesBetweenRowsOfABatchIsTakenInOrder() async throws {
        try await Samples.withMigratedStore { store, _ in
            _ = try await store.commit([Samples.batch(Samples.market(1, slug: "s"))])
            let batch = Samples.batch(Samples.market(1, slug: "t"), Samples.market(2, slug: "s"))
            let counts = try await store.commit([batch])[0].total
            #expect((counts.new, counts.changed, counts.refused) == (1, 1, 0))
        }
    }

    @Test func whatTheOwnersOwnRuleForbidsIsRefusedByItsName() async throws {
        try await Samples.withMigratedStore { store, url in
            try await TemporaryPostgres.shared().psql(
                url, "ALTER TABLE dim_market ADD CONSTRAINT no_snow CHECK (question !~ 'snow')")
            let batch = Samples.batch(Samples.market(1), Samples.market(2, question: "Will it snow?"))
            let counts = try await store.commit([batch])[0].total
            #expect((counts.new, counts.refused) == (1, 1))
            let kept = try #require(try await store.rows(Query(Rejection.table)).first)
            #expect(kept.text("code") == "E3039")
            #expect(kept.text("message")?.contains("no_snow") == true)
        }
    }

    @Test func whatTheOwnersOwnIndexCannotHoldIsRefusedByItsCode() async throws {
        try await Samples.withMigratedStore { store, url in
            try await TemporaryPostgres.shared().psql(url, "CREATE INDEX ON dim_market (question)")
            var generator = SeededGenerator(seed: 4)
            let letters = (UInt8(ascii: "a")...UInt8(ascii: "z")).map { Character(Unicode.Scalar($0)) }
            let noise = String((0..<9_000).compactMap { _ in letters.randomElement(using: &generator) })
            let batch = Samples.batch(
                Samples.market(1), Samples.market(2, question: noise), Samples.market(3))
            let counts = try await store.commit([batch])[0].total
            #expect((counts.new, counts.refused) == (2, 1))
            let kept = try #require(try await store.rows(Query(Rejection.table)).first)
            #expect(kept.text("code") == "E3039")
            #expect(kept.text("message")?.contains("54000") == true)
        }
    }

    @Test func aStateIsKeptWhenItChangesOrIsAnHourOld() async throws {
        try await Samples.withMigratedStore { store, _ in
            let start = Samples.noon
            _ = try await store.commit([Samples.batch(Samples.market(1))])
            let batch = Samples.batch(
                Samples.state(1, at: start, volume: 1), Samples.state(1, at: start + .minutes(1), volume: 1),
                Samples.state(1, at: start + .minutes(2), volume: 2),
                Samples.state(1, at: start + .minutes(63), volume: 2))
            let counts = try await store.commit([batch])[0].total
            #expect((counts.new, counts.unchanged) == (3, 1))
            #expect(try await store.commit([batch])[0].total.new == 0)
        }
    }

    @Test func twoWritersOfTheSameQuotesStoreThemOnce() async throws {
        try await Samples.withMigratedStore { store, url in
            var batch = Samples.batch(Samples.market(1), Samples.token("a", market: 1))
            for second in 0..<200 {
                batch.append(Samples.quote("a", market: 1, at: Samples.noon + .seconds(second)))
            }
            let sent = batch
            try await withPostgresStore(url: PostgresURL(url), clock: ManualClock(now: Samples.noon)) {
                other in
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for writer in [store, other] {
                        group.addTask {
                            try await writer.commit([sent])[0].tables["fact_quote_top_raw"]?.new ?? 0
                        }
                    }
                    let new = try await group.reduce(0, +)
                    #expect(new == 200)
                }
            }
            #expect(try await store.count(QuoteTop.table) == 200)
        }
    }

    @Test func theAuditRowCarriesTheCounts() async throws {
        try await Samples.withMigratedStore { store, _ in
            let run = Samples.run(seed: 1)
            _ = try await store.commit([Samples.batch(Samples.market(1), run: run)])
            let row = try #require(try await store.rows(Query(CollectorRun.table)).first)
            #expect(row.text("run_id") == run.id.description)
            #expect(row.integer("rows_written") == 1)
            #expect(row.text("metadata")?.contains("\"dim_market\"") == true)
        }
    }

    @Test func aCommitBeforeTheFirstMigrationNamesTheRemedy() async throws {
        try await Samples.withStore { store, _ in
            let error = await #expect(throws: StoreError.self) {
                try await store.commit([Samples.batch(Samples.market(1))])
            }
            #expect(error?.kind == .schemaMissing)
            #expect(error?.remedy?.contains("harvestd migrate") == true)
        }
    }
}
