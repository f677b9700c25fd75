internal import HarvestCore
internal import HarvestTestSupport
internal import Testing

@testable internal import HarvestStore

/// Old partitions go while others write and read. The server itself holds the writers' bound: with
/// `lock_timeout` at one second it ends whoever waits longer. Timers on a busy machine are late, so this
/// belongs to the tests that run apart.
@Suite(.serialized) struct PostgresUpkeepTests {
    private typealias Samples = PostgresSamples

    private static let later = Samples.noon + .days(20)
    /// The end of the third of the days that are old.
    private static let old = Samples.noon.day.advanced(by: 3).start

    /// A database with three old days of each raw table, and partitions for `later`.
    private static func withOldRows(
        _ body: (PostgresStore, TemporaryPostgres, _ database: String) async throws -> Void
    ) async throws {
        let server = try await TemporaryPostgres.shared()
        try await Samples.withMigratedStore { store, url in
            var batch = Samples.batch(Samples.market(1), Samples.token("a", market: 1))
            for day in 0..<3 {
                batch.append(Samples.quote("a", market: 1, at: Samples.noon + .days(day)))
            }
            batch.append(minute)
            _ = try await store.commit([batch])
            let report = try await store.maintain(now: later, cutoff: Samples.noon - .days(1))
            // A service that was away for weeks has its partitions at its first run.
            #expect(report.created.count == 3 * (PostgresLimits.daysAhead + 1))
            try await body(store, server, url)
        }
    }

    private static let minute = QuoteMinute(
        tokenID: "a", marketID: "1", minute: Samples.noon, open: nil, high: nil, low: nil, close: nil,
        averageSpread: nil, minimumSpread: nil, maximumSpread: nil, sampleCount: 1, updatedAt: Samples.noon)

    /// Statements as a collector's commit has them, each a transaction of its own.
    private static let writing = """
        SET lock_timeout = '1s';
        """
        + String(
            repeating: """
                INSERT INTO fact_quote_top_raw (token_id, market_id, captured_at)
                    VALUES ('a', '1', '\(later)');
                INSERT INTO fact_quote_depth_raw (token_id, market_id, bid_depth_1pct, bid_depth_2pct,
                    bid_depth_5pct, ask_depth_1pct, ask_depth_2pct, ask_depth_5pct, captured_at)
                    VALUES ('a', '1', 1, 1, 1, 1, 1, 1, '\(later)');
                UPDATE dim_market SET volume = coalesce(volume, 0) + 1;
                UPDATE dim_token SET captured_at = now();

                """, count: 20)

    /// Lets others write until `body` has returned; throws when one of them waited for longer than a second.
    private static func whileOthersWrite<Result: Sendable>(
        to url: String, _ server: TemporaryPostgres, _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let result = Locked<Result?>(nil)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    repeat { try await server.psql(url, writing) } while result.withLock { $0 == nil }
                }
            }
            let answer = try await body()
            result.withLock { $0 = answer }
            try await group.waitForAll()
        }
        return try #require(result.withLock { $0 })
    }

    @Test func oldPartitionsGoWhileOthersWriteAndWhatIsReadStays() async throws {
        try await Self.withOldRows { store, server, url in
            let reader = try PostgresConnection(PostgresURL(url), label: "reader")
            try reader.execute(
                "BEGIN; SELECT FROM fact_quote_top_raw_p20261121; SELECT FROM fact_quote_depth_raw")
            let report = try await Self.whileOthersWrite(to: url, server) {
                try await store.maintain(now: Self.later, cutoff: Self.old)
            }
            let tops = ["fact_quote_top_raw_p20261120", "fact_quote_top_raw_p20261122"]
            let levels = ["20261120", "20261121", "20261122"].map { "fact_orderbook_l2_raw_p\($0)" }
            #expect(report.dropped.sorted() == levels + tops)
            try reader.execute("COMMIT")
            let rest = try await store.maintain(now: Self.later, cutoff: Self.old).dropped
            #expect(rest.filter { $0.hasPrefix("fact_quote_top_raw") } == ["fact_quote_top_raw_p20261121"])
            #expect(rest.count == 4)
            #expect(try await store.count(QuoteMinute.table) == 1)
        }
    }

    @Test func aReaderOfTheMarketsPutsItOffAsWell() async throws {
        try await Self.withOldRows { store, server, url in
            let reader = try PostgresConnection(PostgresURL(url), label: "reader")
            try reader.execute("BEGIN; SELECT FROM dim_market")
            let report = try await Self.whileOthersWrite(to: url, server) {
                try await store.maintain(now: Self.later, cutoff: Samples.noon.day.advanced(by: 1).start)
            }
            #expect(report.dropped == [])
            try reader.execute("COMMIT")
            let rest = try await store.maintain(
                now: Self.later, cutoff: Samples.noon.day.advanced(by: 1).start)
            #expect(rest.dropped.count == 3)
        }
    }

    @Test func ourOwnCommitsDoNotWaitForMaintenance() async throws {
        try await Self.withOldRows { store, server, url in
            let reader = try PostgresConnection(PostgresURL(url), label: "reader")
            try reader.execute("BEGIN; SELECT FROM fact_quote_top_raw")
            let isDone = Locked(false)
            let committed = Locked(0)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    _ = try await store.maintain(now: Self.later, cutoff: Self.old)
                    isDone.withLock { $0 = true }
                }
                while !isDone.withLock({ $0 }) {
                    _ = try await store.commit([
                        Samples.batch(Samples.cursor("k", "\(committed.withLock { $0 })"))
                    ])
                    if !isDone.withLock({ $0 }) { committed.withLock { $0 += 1 } }
                }
                try await group.waitForAll()
            }
            // Maintenance gave up on three partitions, after a second or two each.
            #expect(committed.withLock { $0 } > 4)
            try reader.execute("COMMIT")
        }
    }
}
