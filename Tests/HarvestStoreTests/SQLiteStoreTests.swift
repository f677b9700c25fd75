internal import Foundation
internal import HarvestCore
internal import HarvestTestSupport
internal import Testing

@testable internal import HarvestStore

/// What is SQLite's own: the file, its settings, locks, growth, and rows that need an eye on digits.
@Suite struct SQLiteStoreTests {
    private let clock = ManualClock()

    private func withFile(
        _ settings: SQLiteSettings = SQLiteSettings(),
        _ body: (SQLiteStore, String) async throws -> Void
    ) async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.file("data/deep/harvest.sqlite3")
            try await withSQLiteStore(path: path, clock: clock, settings: settings) { store in
                _ = try await store.migrate()
                try await body(store, path)
            }
        }
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func fileAndDirectoriesBelongToTheirOwnerAlone() async throws {
        try await withFile { store, path in
            _ = try await store.commit([Batch(run: Sample.run())])
            #expect(try mode(path) == 0o600)
            #expect(try mode(path + "-wal") == 0o600)
            #expect(try mode(String(path.dropLast("/harvest.sqlite3".count))) == 0o700)
            #expect(try mode(String(path.dropLast("/deep/harvest.sqlite3".count))) == 0o700)
        }
    }

    @Test func theFileIsWriteAheadLoggedAndShrinks() async throws {
        try await withFile { _, path in
            let shell = try SQLiteShell(path)
            #expect(try shell.column("PRAGMA journal_mode") == ["wal"])
            #expect(try shell.column("PRAGMA auto_vacuum") == ["2"])
            #expect(try shell.column("PRAGMA integrity_check") == ["ok"])
        }
    }

    /// Looking at the file must not cost the process its locks: another program that closes the file would
    /// believe to be the last one and delete the log that the service writes.
    @Test func lookingAtAnOpenFileKeepsItsLocks() async throws {
        try await withFile { store, path in
            _ = try await store.commit([Batch(run: Sample.run(seed: 1))])
            _ = try await store.inspect()
            let log = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.systemFileNumber]
            let python = Process()
            python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            python.arguments = [
                "python3", "-c",
                "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
                    + " print(c.execute('SELECT count(*) FROM ops_collector_run').fetchone()[0]); c.close()",
                path,
            ]
            let output = Pipe()
            python.standardOutput = output
            try python.run()
            let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            python.waitUntilExit()
            #expect(said == "1\n")
            let after = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.systemFileNumber]
            #expect((log as? Int) != nil && (log as? Int) == (after as? Int))
            _ = try await store.commit([Batch(run: Sample.run(seed: 2))])
            #expect(try SQLiteShell(path).column("SELECT count(*) FROM ops_collector_run") == ["2"])
        }
    }

    @Test func theSchemaIsWhatTheCatalogueSays() async throws {
        try await withFile { _, path in
            let shell = try SQLiteShell(path)
            for table in TableCatalogue.tables {
                let names = try shell.column("SELECT name FROM pragma_table_info('\(table.name)')")
                #expect(names == table.columns.map(\.name))
                let indexes = try shell.column(
                    "SELECT name FROM pragma_index_list('\(table.name)') WHERE origin = 'c'")
                #expect(indexes.count == table.indexes.count, "\(table.name)")
                let parents = try shell.column(
                    "SELECT \"table\" FROM pragma_foreign_key_list('\(table.name)')")
                #expect(parents.sorted() == table.columns.compactMap(\.references).sorted())
            }
            let strict = try shell.column("SELECT name FROM pragma_table_list WHERE strict = 1")
            #expect(strict.count == TableCatalogue.tables.count + 1)
        }
    }

    @Test func somebodyElsesInsertGetsTheDefaults() async throws {
        try await withFile { store, path in
            let before = Timestamp(seconds: Int64(Date().timeIntervalSince1970) - 60)
            let shell = try SQLiteShell(path)
            try shell.run("INSERT INTO dim_market(market_id, question, slug) VALUES ('1', 'q', 's')")
            try shell.run("INSERT INTO dim_account(account_id, handle) VALUES ('1', 'h')")
            let market = try #require(try await store.rows(Query(Market.table)).first)
            #expect(market.boolean("active") == false)
            #expect(try #require(market.timestamp("captured_at")) > before)
            let account = try #require(try await store.rows(Query(Account.table)).first)
            #expect(account.text("platform") == "X")
        }
    }

    @Test func valuesReadWellInTheShell() async throws {
        try await withFile { store, path in
            var batch = Batch()
            batch.append(Sample.account("a1"))
            batch.append(Sample.market("m1", volume: Amount(exactly: "1234567.000001")))
            batch.append(
                TweetMetricDaily(
                    accountID: "a1", trackingID: "w1", day: CivilDate(daysSince1970: 20_553), tweetCount: 3,
                    cumulativeCount: 9, sourceMetricID: nil, capturedAt: Sample.noon))
            _ = try await store.commit([batch])
            let shell = try SQLiteShell(path)
            #expect(try shell.column("SELECT volume FROM dim_market") == ["1234567.000001"])
            #expect(try shell.column("SELECT active || closed FROM dim_market") == ["10"])
            #expect(try shell.column("SELECT metric_date FROM fact_tweet_metric_daily") == ["2026-04-10"])
            #expect(
                try shell.column("SELECT datetime(captured_at / 1000000, 'unixepoch') FROM dim_market")
                    == ["2026-01-15 12:00:00"])
        }
    }

    @Test func theNewestQuotesAreFoundByIndex() async throws {
        try await withFile { _, path in
            let plan = try SQLiteShell(path)
                .column("EXPLAIN QUERY PLAN SELECT * FROM view_quote_latest WHERE token_id = 't1'", 3)
            #expect(!plan.contains { $0.contains("SCAN") }, "\(plan)")
            let all = try SQLiteShell(path).column("EXPLAIN QUERY PLAN SELECT * FROM view_quote_latest", 3)
            #expect(all.contains { $0.hasPrefix("SCAN token") }, "\(all)")
            #expect(!all.contains { $0.hasPrefix("SCAN quote") || $0.hasPrefix("SCAN newest") }, "\(all)")
            #expect(!all.contains { $0.contains("TEMP B-TREE") }, "\(all)")
        }
    }

    @Test func exportsOfRawTablesNeedNoSorting() async throws {
        try await withFile { _, path in
            for table in TableCatalogue.tables where table.partitionColumn != nil {
                let query = TableExport(
                    table, as: .csv, to: .standardOutput, since: Sample.noon
                ).query
                let sql = SQLText(query, dialect: .sqlite).text
                let plan = try SQLiteShell(path).column("EXPLAIN QUERY PLAN " + sql, 3)
                #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") }, "\(plan)")
            }
        }
    }

    @Test func moreDigitsThanARealHoldsAreRefused() async throws {
        try await withFile { store, _ in
            var batch = Batch()
            batch.append(Sample.market("m1", volume: Amount(millionths: 1_000_000_000_000_001)))
            batch.append(Sample.market("m2", volume: Amount(millionths: 1_000_000_000_000_000)))
            let receipt = try await store.commit([batch])
            #expect(receipt[0].tables["dim_market"]?.refused == 1)
            #expect(receipt[0].tables["dim_market"]?.new == 1)
            #expect(try await store.rows(Query(Rejection.table)).first?.text("code") == "E3036")
        }
    }

    @Test func aSumThatOverflowsIsRefused() async throws {
        try await withFile { store, _ in
            var batch = Batch()
            batch.append(Sample.drift(occurrences: .max))
            batch.append(Sample.drift(occurrences: 1))
            let receipt = try await store.commit([batch])
            #expect(receipt[0].tables["ops_drift"]?.new == 1)
            #expect(receipt[0].tables["ops_drift"]?.refused == 1)
            #expect(try await store.rows(Query(FieldDrift.table)).first?.integer("occurrences") == .max)
        }
    }

    @Test func committedRowsAreThereAfterOpeningAgain() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.file("harvest.sqlite3")
            // The first store is never closed: as after a crash, all that is left is the file and its log.
            let lost = try SQLiteStore(path: path, clock: clock, settings: SQLiteSettings())
            _ = try await lost.migrate()
            var batch = Batch(run: Sample.run())
            batch.append(Sample.account("a1"))
            _ = try await lost.commit([batch])
            let copy = directory.file("copy.sqlite3")
            for suffix in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
            }
            try await withSQLiteStore(path: copy, clock: clock) { store async throws in
                #expect(try await store.count(Account.table) == 1)
                #expect(try await store.count(CollectorRun.table) == 1)
                #expect(try await store.commit([batch])[0].total.unchanged == 1)
            }
            await lost.close()
        }
    }

    @Test func aLockOfAnotherProgramIsWaitedForAndThenToldOf() async throws {
        var settings = SQLiteSettings()
        settings.busyTimeout = .milliseconds(50)
        try await withFile(settings) { store, path in
            let other = try SQLiteShell(path)
            try other.run("BEGIN IMMEDIATE")
            let error = await #expect(throws: StoreError.self) {
                try await store.commit([Batch(run: Sample.run())])
            }
            #expect(error?.kind == .busy)
            #expect(error?.advice == .retry(after: .seconds(1)))
            #expect(try await store.count(CollectorRun.table) == 0, "reading goes on meanwhile")
            try other.run("ROLLBACK")
            _ = try await store.commit([Batch(run: Sample.run())])
            #expect(try await store.count(CollectorRun.table) == 1)
        }
    }

    @Test func aFullDiskStopsTheBatchAsAWhole() async throws {
        var settings = SQLiteSettings()
        settings.maximumFileSize = 1_000_000
        try await withFile(settings) { store, path in
            var batch = Batch(run: Sample.run())
            for index in 0..<200 {
                var account = Sample.account(AccountID("a\(index)"))
                account.bio = String(repeating: "x", count: 10_000)
                batch.append(account)
            }
            let error = await #expect(throws: StoreError.self) { try await store.commit([batch]) }
            #expect(error?.kind == .diskFull)
            #expect(error?.remedy != nil)
            #expect(try await store.count(Account.table) == 0)
            #expect(try await store.count(CollectorRun.table) == 0)
            _ = try await store.commit([Batch(run: Sample.run())])
            #expect(try SQLiteShell(path).column("PRAGMA integrity_check") == ["ok"])
        }
    }

    @Test func maintenanceGivesSpaceBackInSmallSteps() async throws {
        var settings = SQLiteSettings()
        settings.rowsPerDeletion = 100
        try await withFile(settings) { store, path in
            var batch = Batch()
            batch.append(Sample.market("m1"))
            batch.append(Sample.token("t1", of: "m1"))
            for index in 0..<5_000 {
                batch.append(Sample.quote(at: Sample.noon - .days(20) + .seconds(index)))
            }
            batch.append(Sample.quote(at: Sample.noon))
            _ = try await store.commit([batch])
            let shell = try SQLiteShell(path)
            let before = try #require(Int(try shell.column("PRAGMA page_count")[0]))
            let report = try await store.maintain(now: Sample.noon, cutoff: Sample.noon - .days(14))
            #expect(report.deletedRows == 5_000)
            #expect(try await store.count(QuoteTop.table) == 1)
            #expect(try #require(Int(try shell.column("PRAGMA page_count")[0])) < before / 2)
            #expect(try shell.column("PRAGMA freelist_count") == ["0"])
        }
    }

    @Test func maintenanceEndsInAFileThatCannotShrink() async throws {
        try await withFile { store, path in
            var batch = Batch()
            batch.append(Sample.market("m1"))
            batch.append(Sample.token("t1", of: "m1"))
            for index in 0..<2_000 {
                batch.append(Sample.quote(at: Sample.noon - .days(20) + .seconds(index)))
            }
            _ = try await store.commit([batch])
            await store.close()
            let shell = try SQLiteShell(path)
            try shell.run("PRAGMA journal_mode = DELETE; PRAGMA auto_vacuum = NONE; VACUUM")
            #expect(try shell.column("PRAGMA auto_vacuum") == ["0"])
            let report = try await store.maintain(now: Sample.noon, cutoff: Sample.noon - .days(14))
            #expect(report.deletedRows == 2_000)
            #expect(try shell.column("PRAGMA freelist_count") != ["0"])
        }
    }

    @Test func aClosedStoreIsOneFileAlone() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.file("harvest.sqlite3")
            try await withSQLiteStore(path: path, clock: clock) { store in
                _ = try await store.migrate()
                _ = try await store.commit([Batch(run: Sample.run())])
                #expect(try await store.count(CollectorRun.table) == 1)
                #expect(try await store.rows(Query(CollectorRun.table)).count == 1)
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
            #expect(names == ["harvest.sqlite3"])
        }
    }

    @Test func cancelledPagesEndAsCancelled() async throws {
        try await withFile { store, _ in
            var batch = Batch()
            for index in 0..<100 { batch.append(Sample.account(AccountID("a\(index)"))) }
            _ = try await store.commit([batch])
            let pages = Recorder<Int>()
            await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await store.pages(of: Query(Account.table), size: 10) { page in
                        pages.record(page.count)
                        withUnsafeCurrentTask { $0?.cancel() }
                    }
                }
                await #expect(throws: CancellationError.self) { try await group.next() }
            }
            #expect(pages.facts == [10])
        }
    }
}
