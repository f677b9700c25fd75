internal import CSQLite
internal import HarvestCore
internal import HarvestTestSupport
internal import Testing

@testable internal import HarvestStore

/// How far commits wait for the disk, and what is said when they do not.
@Suite struct DurabilityTests {
    private func settings(_ durability: Durability) -> SQLiteSettings {
        var settings = SQLiteSettings()
        settings.durability = durability
        return settings
    }

    @Test(arguments: [(Durability.full, 2), (.relaxed, 1)])
    func sqliteWaitsForTheDiskAsItIsTold(durability: Durability, synchronous: Int) async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.file("harvest.sqlite3")
            let (clock, settings) = (ManualClock(), settings(durability))
            try await withSQLiteStore(path: path, clock: clock, settings: settings) { store in
                _ = try await store.migrate()
                _ = try await store.commit([Batch(run: Sample.run())])
                let report = try await store.inspect()
                #expect(report.durability.hasPrefix(durability.rawValue))
                #expect(report.warnings.contains { $0.contains("relaxed") } == (durability == .relaxed))
            }
            let writer = try SQLiteWriterConnection(
                file: SQLiteFile(path), label: "again", settings: settings)
            #expect(try writer.connection.integer("PRAGMA synchronous") == synchronous)
        }
    }

    @Test(arguments: Durability.allCases)
    func sqliteThatDoesNotListenIsRefused(durability: Durability) async throws {
        try await TemporaryDirectory.with { directory in
            let file = SQLiteFile(directory.file("deaf.sqlite3"))
            try file.create()
            let connection = try SQLiteConnection(
                path: file.path, mode: .writing, label: "deaf", settings: SQLiteSettings())
            // A build or a wrapper in which the pragma does nothing.
            sqlite3_set_authorizer(
                connection.handle.pointer,
                { _, action, _, _, _, _ in action == SQLITE_PRAGMA ? SQLITE_IGNORE : 0 },
                nil)
            let error = #expect(throws: StoreError.self) { try connection.synchronise(durability) }
            #expect(error?.kind == .notDurable)
            #expect(error?.advice == .stop)
        }
    }

    /// What the session that commits is set to, as the server notes it at each cursor that is written.
    private func settingWhileCommitting(_ durability: Durability) async throws -> [String] {
        let server = try await TemporaryPostgres.shared()
        let url = try await server.freshDatabase()
        let clock = ManualClock(now: PostgresSamples.noon)
        return try await withPostgresStore(url: PostgresURL(url), durability: durability, clock: clock) {
            store in
            _ = try await store.migrate()
            try await server.psql(
                url,
                """
                CREATE TABLE noted (setting text);
                CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
                    $$BEGIN
                        INSERT INTO noted SELECT current_setting('synchronous_commit'); RETURN NULL;
                    END$$;
                CREATE TRIGGER note AFTER INSERT ON ops_cursor EXECUTE FUNCTION note()
                """)
            _ = try await store.commit([PostgresSamples.batch(PostgresSamples.cursor("k", "v"))])
            let warnings = try await store.inspect().warnings
            #expect(warnings.contains { $0.contains("relaxed") } == (durability == .relaxed))
            return try await server.psql(url, "SELECT DISTINCT setting FROM noted")
        }
    }

    @Test func postgresWaitsForTheDiskAsItIsTold() async throws {
        // The test server's own default is off.
        #expect(try await settingWhileCommitting(.full) == ["on"])
        #expect(try await settingWhileCommitting(.relaxed) == ["off"])
    }

    @Test func aServerThatWaitsForMoreIsLeftAloneUnlessToldToRelax() async throws {
        let server = try await TemporaryPostgres.shared()
        let url = try await server.freshDatabase()
        try await server.psql(
            url, "ALTER DATABASE \(server.name(in: url)) SET synchronous_commit = remote_apply")
        for (durability, expected) in [(Durability.full, "remote_apply"), (.relaxed, "off")] {
            let connection = try PostgresConnection(
                PostgresURL(url), label: "more", durability: durability)
            #expect(
                try connection.query("SELECT current_setting('synchronous_commit')").value(0, 0)
                    == .text(expected))
        }
    }
}
