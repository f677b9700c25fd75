internal import Foundation
internal import HarvestCore
internal import HarvestTestSupport
internal import Testing

@testable internal import HarvestStore

/// Old rows go in small steps: commits get in between, the file shrinks, and what was made of them stays.
@Suite struct SQLiteUpkeepTests {
    private static let oldRows = 20_000

    private func withOldRows(_ body: (SQLiteStore, _ path: String) async throws -> Void) async throws {
        var settings = SQLiteSettings()
        settings.rowsPerDeletion = 200
        try await TemporaryDirectory.with { directory in
            let path = directory.file("harvest.sqlite3")
            try await withSQLiteStore(path: path, clock: ManualClock(), settings: settings) { store in
                _ = try await store.migrate()
                var batch = Batch(run: Sample.run())
                batch.append(Sample.account("a1"))
                batch.append(Sample.market("m1"))
                batch.append(Sample.token("t1", of: "m1"))
                for index in 0..<Self.oldRows {
                    batch.append(Sample.quote(at: Self.old + .seconds(index)))
                }
                batch.append(Self.bar)
                batch.append(Self.count)
                batch.append(Self.health)
                _ = try await store.commit([batch])
                try await body(store, path)
            }
        }
    }

    private static let old = Sample.noon - .days(30)

    private static let bar = QuoteMinute(
        tokenID: "t1", marketID: "m1", minute: old, open: nil, high: nil, low: nil, close: nil,
        averageSpread: nil, minimumSpread: nil, maximumSpread: nil, sampleCount: 6, updatedAt: old)

    private static let count = TweetMetricMinute(
        accountID: "a1", trackingID: "w1", minute: old, estimate: 1, metricCount: nil, postCount: 1,
        confidence: Amount(millionths: 350_000), metadata: "{}", capturedAt: old)

    private static let health = APIHealthMinute(
        minute: old, source: "gamma", status: .ok, runs: 1, errorRuns: 0, averageLatency: nil,
        p95Latency: nil, createdAt: old)

    @Test func commitsGetInBetweenTheSteps() async throws {
        try await withOldRows { store, _ in
            let isDone = Locked(false)
            let committed = Locked(0)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    let cutoff = Sample.noon - .days(14)
                    let report = try await store.maintain(now: Sample.noon, cutoff: cutoff)
                    isDone.withLock { $0 = true }
                    #expect(report.deletedRows == Self.oldRows)
                }
                while !isDone.withLock({ $0 }) {
                    let number = committed.withLock { $0 }
                    var batch = Batch()
                    batch.append(Sample.quote(at: Sample.noon + .seconds(number)))
                    _ = try await store.commit([batch])
                    if !isDone.withLock({ $0 }) { committed.withLock { $0 += 1 } }
                }
                try await group.waitForAll()
            }
            // A hundred steps let far more than these in; one long deletion would let in one.
            #expect(committed.withLock { $0 } >= 10)
            #expect(try await store.count(QuoteTop.table) >= committed.withLock { $0 })
        }
    }

    @Test func theDiskGetsItsSpaceBackAndTheMinutesStay() async throws {
        try await withOldRows { store, path in
            func size() throws -> Int {
                try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
            }
            try SQLiteShell(path).run("PRAGMA wal_checkpoint(PASSIVE)")
            let before = try size()
            _ = try await store.maintain(now: Sample.noon, cutoff: Sample.noon - .days(14))
            #expect(try size() < before / 3, "of \(before)")
            #expect(try await store.count(QuoteTop.table) == 0)
            for table in [QuoteMinute.table, TweetMetricMinute.table, APIHealthMinute.table] {
                #expect(try await store.count(table) == 1, "\(table.name)")
            }
            #expect(try await store.count(CollectorRun.table) == 1)
        }
    }
}
