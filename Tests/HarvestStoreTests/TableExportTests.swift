internal import Foundation
internal import Glibc
internal import HarvestCore
internal import HarvestTestSupport
internal import Testing

@testable internal import HarvestStore

/// Exports: their bytes, their files, and what happens when they cannot be written.
@Suite struct TableExportTests {
    private let clock = ManualClock()

    private func preparedStore() async throws -> MemoryStore {
        let store = MemoryStore(clock: clock)
        _ = try await store.migrate()
        var batch = Batch()
        var first = Sample.account("a1", handle: "plain")
        first.bio = "=1+1"
        first.postCount = -5
        var second = Sample.account(
            "a2", handle: "with,comma \"and\" quotes", at: Sample.noon + .microseconds(1))
        second.bio = ""
        second.isVerified = true
        second.avatarURL = "two\r\nlines"
        batch.append(contentsOf: [second, first])
        batch.append(Sample.market("m1", volume: Amount(exactly: "1234567.1")))
        batch.append(Sample.cursor("key", "value", meta: "{\"a\":\n[1,\t\"x\\n\"]}"))
        _ = try await store.commit([batch])
        return store
    }

    private func export(_ export: (String) -> TableExport, name: String = "out") async throws -> String {
        let store = try await preparedStore()
        return try await TemporaryDirectory.with { directory in
            _ = try await export(directory.file(name)).run(from: store)
            return try String(contentsOfFile: directory.file(name), encoding: .utf8)
        }
    }

    @Test func csvFollowsRFC4180() async throws {
        let text = try await export { TableExport(Account.table, as: .csv, to: .file($0, isForced: false)) }
        #expect(
            text == """
                account_id,handle,platform_id,platform,display_name,avatar_url,bio,verified,post_count,\
                last_sync,created_at,updated_at\r
                a1,plain,,X,,,=1+1,,-5,,2026-01-15T12:00:00Z,2026-01-15T12:00:00Z\r
                a2,"with,comma ""and"" quotes",,X,,"two\r
                lines","",true,,,2026-01-15T12:00:00.000001Z,2026-01-15T12:00:00.000001Z\r\n
                """)
    }

    @Test func csvForSpreadsheetsRunsNothing() async throws {
        let text = try await export {
            TableExport(Account.table, as: .csv, to: .file($0, isForced: false), isCSVSafe: true)
        }
        #expect(text.contains(",'=1+1,"))
        #expect(text.contains(",-5,"), "numbers stay as they are")
    }

    @Test func ndjsonHasOneObjectALineWithJSONInside() async throws {
        let text = try await export { TableExport(Cursor.table, as: .ndjson, to: .file($0, isForced: false)) }
        #expect(
            text == """
                {"cursor_key":"key","cursor_value":"value","meta":{"a": [1,\t"x\\n"]},\
                "updated_at":"2026-01-15T12:00:00Z"}\n
                """)
    }

    @Test func jsonIsOneArrayWithExactDecimals() async throws {
        let text = try await export { TableExport(Market.table, as: .json, to: .file($0, isForced: false)) }
        #expect(text.hasPrefix("[\n{\"market_id\":\"m1\",\"gamma_market_id\":null,"))
        #expect(text.hasSuffix("}\n]\n"))
        #expect(text.contains("\"volume\":1234567.1,"))
        let array = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [Any]
        #expect(array?.count == 1)
        let empty = try await export { TableExport(Event.table, as: .json, to: .file($0, isForced: false)) }
        #expect(empty == "[]\n")
    }

    @Test func sinceAndLimitCutByTheTablesTime() async throws {
        let since = try await export {
            TableExport(
                Account.table, as: .ndjson, to: .file($0, isForced: false),
                since: Sample.noon + .microseconds(1))
        }
        #expect(since.hasPrefix("{\"account_id\":\"a2\""))
        let limited = try await export {
            TableExport(Account.table, as: .ndjson, to: .file($0, isForced: false), limit: 1)
        }
        #expect(limited.hasPrefix("{\"account_id\":\"a1\"") && limited.split(separator: "\n").count == 1)
    }

    @Test func onlyTablesOfTheListCanBeNamed() throws {
        #expect(try TableExport.table(named: "view_quote_latest").name == "view_quote_latest")
        for name in ["sqlite_master", "dim_market; DROP TABLE dim_market", "", "DIM_MARKET"] {
            #expect(throws: ExportError.self) { try TableExport.table(named: name) }
        }
    }

    @Test func gzipIsWhatGunzipReads() async throws {
        let store = MemoryStore(clock: clock)
        _ = try await store.migrate()
        var random = RandomRows(seed: 9)
        _ = try await store.commit([random.batch(rowsPerTable: 300)])
        try await TemporaryDirectory.with { directory in
            let (plain, packed) = (directory.file("plain.csv"), directory.file("packed.csv.gz"))
            let table = TweetPost.table
            let one = try await TableExport(table, as: .csv, to: ExportTarget(plain, isForced: false))
                .run(from: store)
            let two = try await TableExport(table, as: .csv, to: ExportTarget(packed, isForced: false))
                .run(from: store)
            #expect(one.rows == 300 && two.rows == 300)
            #expect(two.bytes < one.bytes)
            #expect(two.bytes == (try Data(contentsOf: URL(filePath: packed))).count)
            let gunzip = Process()
            gunzip.executableURL = URL(filePath: "/bin/gzip")
            gunzip.arguments = ["-d", packed]
            try gunzip.run()
            gunzip.waitUntilExit()
            #expect(gunzip.terminationStatus == 0)
            let unpacked = directory.file("packed.csv")
            #expect(FileManager.default.contentsEqual(atPath: plain, andPath: unpacked))
        }
    }

    @Test func anExistingFileIsReplacedOnlyByForce() async throws {
        let store = try await preparedStore()
        try await TemporaryDirectory.with { directory in
            let path = directory.file("out.csv")
            try Data("precious".utf8).write(to: URL(filePath: path))
            let error = await #expect(throws: ExportError.self) {
                try await TableExport(Account.table, as: .csv, to: ExportTarget(path, isForced: false))
                    .run(from: store)
            }
            #expect(error?.kind == .targetExists)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
            _ = try await TableExport(Account.table, as: .csv, to: ExportTarget(path, isForced: true))
                .run(from: store)
            #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("account_id,"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["out.csv"])
        }
    }

    @Test func whatIsNoFileIsRefusedEvenByForce() async throws {
        let store = try await preparedStore()
        try await TemporaryDirectory.with { directory in
            let (fifo, link, target) = (directory.file("f"), directory.file("l"), directory.file("t"))
            #expect(mkfifo(fifo, 0o600) == 0)
            try Data("precious".utf8).write(to: URL(filePath: target))
            #expect(symlink(target, link) == 0)
            for path in [fifo, link, directory.path, "/dev/full", "/dev/null", "", directory.path + "/"] {
                let error = await #expect(throws: ExportError.self) {
                    try await TableExport(Account.table, as: .csv, to: .file(path, isForced: true))
                        .run(from: store)
                }
                #expect(error?.kind == .targetNotAFile, "\(path)")
            }
            #expect(try String(contentsOfFile: target, encoding: .utf8) == "precious")
        }
        for path in ["/proc/nowhere/out", "/etc/hostname/out"] {
            let error = await #expect(throws: ExportError.self) {
                try await TableExport(Account.table, as: .csv, to: .file(path, isForced: true))
                    .run(from: store)
            }
            #expect(error?.kind == .unwritable, "\(path)")
        }
    }

    @Test func aFullDiskIsToldWithItsRemedy() async throws {
        let store = try await preparedStore()
        let full = open("/dev/full", O_WRONLY)
        try #require(full >= 0)
        defer { close(full) }
        let error = await #expect(throws: StoreError.self) {
            try await TableExport(Account.table, as: .csv, to: .descriptor(full)).run(from: store)
        }
        #expect(error?.kind == .diskFull)
        #expect(error?.remedy != nil)
    }

    @Test func aFailureLeavesNoFileBehind() async throws {
        try await TemporaryDirectory.with { directory in
            let unmigrated = directory.file("none.sqlite3")
            try await withSQLiteStore(path: unmigrated, clock: clock) { store in
                for name in ["out.csv", "out.csv.gz"] {
                    await #expect(throws: StoreError.self) {
                        try await TableExport(
                            Account.table, as: .csv, to: .file(directory.file(name), isForced: false)
                        ).run(from: store)
                    }
                }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
        }
    }

    @Test func aDescriptorStaysOpen() async throws {
        let store = try await preparedStore()
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let summary = try await TableExport(Market.table, as: .ndjson, to: .descriptor(ends[1]))
            .run(from: store)
        #expect(summary.rows == 1)
        #expect(close(ends[1]) == 0)
        let text = try FileHandle(fileDescriptor: ends[0], closeOnDealloc: true).readToEnd()
        #expect(text?.count == summary.bytes)
        #expect(ExportTarget("-", isForced: false) == .standardOutput)
    }

    @Test func exportsOfBothStoresAreTheSameBytes() async throws {
        var random = RandomRows(seed: 21)
        let batch = random.batch(rowsPerTable: 40)
        let memory = MemoryStore(clock: clock)
        _ = try await memory.migrate()
        _ = try await memory.commit([batch])
        try await TemporaryDirectory.with { directory in
            try await withSQLiteStore(path: directory.file("h.sqlite3"), clock: clock) { sqlite in
                _ = try await sqlite.migrate()
                _ = try await sqlite.commit([batch])
                for table in TableExport.tables {
                    for format in ExportFormat.allCases {
                        let paths = ["memory", "sqlite"].map {
                            directory.file("\(table.name).\(format).\($0)")
                        }
                        for (store, path) in zip([memory, sqlite] as [any Store], paths) {
                            _ = try await TableExport(table, as: format, to: .file(path, isForced: false))
                                .run(from: store)
                        }
                        #expect(
                            FileManager.default.contentsEqual(atPath: paths[0], andPath: paths[1]),
                            "\(table.name)")
                    }
                }
            }
        }
    }
}
