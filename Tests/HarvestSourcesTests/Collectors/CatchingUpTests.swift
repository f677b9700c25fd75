import HarvestCore
import HarvestSources
import HarvestTestSupport
import Testing

/// Minutes that passed while nobody summed up are made afterwards.
@Suite struct CatchingUpTests {
    /// The minutes from noon on.
    private static func minutes(_ range: ClosedRange<Int>) -> [Timestamp] {
        range.map { Sample.noon + .minutes($0) }
    }

    private static func quotes(_ minutes: ClosedRange<Int>) -> [any Record] {
        self.minutes(minutes).map { Sample.quote(at: $0 + .seconds(5)) }
    }

    private static func runs(_ minutes: ClosedRange<Int>) -> [any Record] {
        minutes.map { minute in
            var run = Sample.run(seed: UInt64(minute))
            run.startedAt = Sample.noon + .minutes(minute)
            return run
        }
    }

    @Test func barsOfAnOutageAreMadeAfterIt() async throws {
        try await DerivedBench.with { bench in
            try await bench.store([Sample.market("m1"), Sample.token("t1", of: "m1")] + Self.quotes(0...60))
            #expect(await bench.runner.run(AggregateCollector(store: bench.store)).status == .ok)
            #expect(try await bench.moments(QuoteMinute.table, "bucket_minute") == Self.minutes(0...0))
            bench.clock.advance(by: .minutes(60))
            #expect(await bench.runner.run(AggregateCollector(store: bench.store)).status == .ok)
            #expect(try await bench.moments(QuoteMinute.table, "bucket_minute") == Self.minutes(0...60))
            #expect(try await bench.cursor(.aggregateMinutes) == Self.minutes(51...51)[0].description)
        }
    }

    @Test func aLongOutageIsMadeUpForInSeveralRuns() async throws {
        try await DerivedBench.with { bench in
            try await bench.store([Sample.market("m1"), Sample.token("t1", of: "m1")] + Self.quotes(0...600))
            _ = await bench.runner.run(AggregateCollector(store: bench.store))
            bench.clock.advance(by: .minutes(600))
            _ = await bench.runner.run(AggregateCollector(store: bench.store))
            let made = try await bench.moments(QuoteMinute.table, "bucket_minute")
            // Nine minutes before noon were under way when the first run ended.
            #expect(made == Self.minutes(0...350) + Self.minutes(591...600))
            _ = await bench.runner.run(AggregateCollector(store: bench.store))
            #expect(try await bench.moments(QuoteMinute.table, "bucket_minute") == Self.minutes(0...600))
        }
    }

    @Test func aQuoteThatCameLateStillCounts() async throws {
        try await DerivedBench.with { bench in
            try await bench.store([Sample.market("m1"), Sample.token("t1", of: "m1")] + Self.quotes(0...9))
            bench.clock.advance(by: .minutes(9))
            _ = await bench.runner.run(AggregateCollector(store: bench.store))
            try await bench.store([Sample.quote(at: Sample.noon + .seconds(50))])
            _ = await bench.runner.run(AggregateCollector(store: bench.store))
            let counts = try await bench.store.rows(
                Query(QuoteMinute.table, order: [.ascending("bucket_minute")])
            ).compactMap { $0.integer("sample_count") }
            #expect(counts == [2] + Array(repeating: 1, count: 9))
        }
    }

    @Test func healthOfAnOutageIsMadeAfterIt() async throws {
        try await DerivedBench.with { bench in
            try await bench.store(Self.runs(0...200))
            _ = await bench.runner.run(HealthCollector(store: bench.store))
            bench.clock.advance(by: .minutes(200))
            #expect(await bench.runner.run(HealthCollector(store: bench.store)).status == .ok)
            let rows = try await bench.store.rows(
                Query(
                    APIHealthMinute.table, where: [.equal("source", .text("gamma"))],
                    order: [.ascending("minute_bucket")]))
            #expect(rows.compactMap { $0.timestamp("minute_bucket") } == Self.minutes(0...200))
            #expect(rows.allSatisfy { $0.integer("runs") == 1 })
            #expect(try await bench.cursor(.healthAggregate) == Self.minutes(171...171)[0].description)
        }
    }

    @Test func aCursorThatCannotBeReadIsNoCursor() async throws {
        try await DerivedBench.with { bench in
            try await bench.store([
                Sample.market("m1"), Sample.token("t1", of: "m1"), Sample.cursor("agg_1m", "since lunch"),
                Sample.quote(at: Sample.noon),
            ])
            #expect(await bench.runner.run(AggregateCollector(store: bench.store)).status == .ok)
            #expect(try await bench.moments(QuoteMinute.table, "bucket_minute") == [Sample.noon])
        }
    }
}
