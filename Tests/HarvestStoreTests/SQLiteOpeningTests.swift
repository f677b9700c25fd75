internal import Foundation
internal import Glibc
internal import HarvestCore
internal import HarvestTestSupport
internal import Testing

@testable internal import HarvestStore

/// Files that are missing, foreign, damaged, newer, or opened by two programs at once.
@Suite struct SQLiteOpeningTests {
    private let clock = ManualClock()

    private func failure(at path: String, _ body: (SQLiteStore) async throws -> Void) async throws
        -> StoreError
    {
        try await withSQLiteStore(path: path, clock: clock) { store in
            try #require(await #expect(throws: StoreError.self) { try await body(store) })
        }
    }

    @Test func aStoppedDatabaseIsLookedAtWithoutAFalseWarning() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.file("harvest.sqlite3")
            try await withSQLiteStore(path: path, clock: clock) { _ = try await $0.migrate() }
            try await withSQLiteStore(path: path, clock: clock) { store in
                let report = try await store.inspect()
                #expect(report.schemaVersion == report.expectedVersion)
                #expect(report.warnings == [])
            }
        }
    }

    @Test func nothingButMigrateMakesTheFile() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.file("sub/harvest.sqlite3")
            try await withSQLiteStore(path: path, clock: clock) { store in
                let report = try await store.inspect()
                #expect(report.schemaVersion == 0)
                #expect(report.isWritable)
                #expect(report.warnings == [])
            }
            let calls: [(SQLiteStore) async throws -> Void] = [
                { _ = try await $0.commit([Batch()]) }, { _ = try await $0.rows(Query(Account.table)) },
                { _ = try await $0.count(Account.table) },
                { try await $0.pages(of: Query(Account.table), size: 1) { _ in } },
                { _ = try await $0.maintain(now: Sample.noon, cutoff: Sample.noon) },
            ]
            for call in calls {
                let error = try await failure(at: path, call)
                #expect(error.kind == .schemaMissing)
                #expect(error.remedy == "run `harvestd migrate`")
                #expect(error.advice == .stop)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
        }
    }

    @Test func migratingTellsWhatItDid() async throws {
        try await TemporaryDirectory.with { directory in
            try await withSQLiteStore(path: directory.file("a.sqlite3"), clock: clock) { store in
                let first = try await store.migrate()
                #expect(first.from == 0 && first.to == Migration.currentVersion)
                #expect(first.applied == Migration.history.map(\.name))
                #expect(!first.didAdopt)
                let second = try await store.migrate()
                #expect(second.from == Migration.currentVersion && second.applied.isEmpty)
            }
        }
    }

    @Test func severalProgramsMayMigrateAtOnce() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.file("harvest.sqlite3")
            // The last of eight waits for seven others, for as long as the machine takes.
            var patient = SQLiteSettings()
            patient.busyTimeout = .hours(1)
            let settings = patient
            let reports = try await withThrowingTaskGroup(of: MigrationReport.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await withSQLiteStore(path: path, clock: ManualClock(), settings: settings) {
                            try await $0.migrate()
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(reports.count { !$0.applied.isEmpty } == 1)
            #expect(reports.allSatisfy { $0.to == Migration.currentVersion })
        }
    }

    @Test func aSchemaOfALaterProgramIsRefused() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.file("harvest.sqlite3")
            try await withSQLiteStore(path: path, clock: clock) { _ = try await $0.migrate() }
            try SQLiteShell(path).run("INSERT INTO harvest_schema_migration VALUES (99, 'later', 0)")
            let calls: [(SQLiteStore) async throws -> Void] = [
                { _ = try await $0.migrate() }, { _ = try await $0.commit([Batch()]) },
                { _ = try await $0.rows(Query(Account.table)) },
            ]
            for call in calls {
                let error = try await failure(at: path, call)
                #expect(error.kind == .schemaNewer)
                #expect(error.advice == .stop)
            }
            try await withSQLiteStore(path: path, clock: clock) { store async throws in
                #expect(try await store.inspect().schemaVersion == 99)
            }
        }
    }

    @Test func aFileThatIsNoDatabaseStaysAsItIs() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.file("notes.txt")
            let text = String(repeating: "these are notes, not a database\n", count: 100)
            try Data(text.utf8).write(to: URL(filePath: path))
            for call in [{ _ = try await $0.migrate() }, { _ = try await $0.inspect() }]
                as [(SQLiteStore) async throws -> Void]
            {
                #expect(try await failure(at: path, call).kind == .notADatabase)
            }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        }
    }

    @Test func aTableOfSomebodyElseUnderOurNameIsNotTouched() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.file("other.sqlite3")
            try Data().write(to: URL(filePath: path))
            try SQLiteShell(path).run("CREATE TABLE dim_market(anything); INSERT INTO dim_market VALUES (1)")
            let error = try await failure(at: path) { _ = try await $0.migrate() }
            #expect(error.kind == .schemaForeign)
            #expect(error.cause == "dim_market")
            #expect(try SQLiteShell(path).column("SELECT name FROM sqlite_master") == ["dim_market"])
        }
    }

    @Test func aDamagedFileIsTold() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.file("harvest.sqlite3")
            try await withSQLiteStore(path: path, clock: clock) { _ = try await $0.migrate() }
            let file = try FileHandle(forUpdating: URL(filePath: path))
            try file.seek(toOffset: 100)
            try file.write(contentsOf: Data(repeating: 0xA5, count: 8_000))
            try file.close()
            let error = try await failure(at: path) { _ = try await $0.commit([Batch(run: Sample.run())]) }
            #expect(error.kind == .corrupt)
        }
    }

    @Test(arguments: [
        ("", StoreError.Kind.unusablePath), ("/", .unusablePath), ("/tmp", .unusablePath),
        ("/dev/null", .unusablePath), ("/etc/passwd/harvest.sqlite3", .unusablePath),
        ("/proc/harvest/harvest.sqlite3", .unusablePath), ("a\0b", .unusablePath),
        ("/tmp/" + String(repeating: "n", count: 300), .unusablePath),
    ])
    func pathsThatCannotHoldADatabaseAreTold(path: String, kind: StoreError.Kind) async throws {
        let error = try await failure(at: path) { _ = try await $0.migrate() }
        #expect(error.kind == kind, "\(error)")
        #expect(error.remedy != nil)
    }

    @Test(arguments: [
        (EACCES, StoreError.Kind.permission), (EPERM, .permission), (EROFS, .readOnly), (ENOSPC, .diskFull),
        (EDQUOT, .diskFull), (EMFILE, .exhausted), (ENOTDIR, .unusablePath), (EIO, .disk),
    ])
    func errorsOfTheSystemHaveTheirKind(code: Int32, kind: StoreError.Kind) {
        #expect(StoreError.file("sqlite x", errno: code).kind == kind)
    }

    @Test func namesThatMeanSomethingToSQLiteAreOrdinaryFiles() {
        #expect(SQLiteFile(":memory:").path == "./:memory:")
        #expect(SQLiteFile("file:x?mode=memory").path == "./file:x?mode=memory")
        #expect(SQLiteFile("/a/b").directory == "/a")
        #expect(SQLiteFile("b").directory == ".")
        #expect(SQLiteFile("/b").directory == "/")
    }
}
