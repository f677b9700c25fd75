internal import HarvestCore
@testable internal import HarvestStore
internal import HarvestTestSupport
internal import Testing

/// Sessions with a real server: what failed logins say, cancellation, lost and returning servers.
@Suite struct PostgresConnectionTests {
    private typealias Samples = PostgresSamples

    @Test func aSessionIsDurableAndInUTCWhateverTheServersDefaults() async throws {
        let server = try await TemporaryPostgres.shared()
        let url = try await server.freshDatabase()
        try await server.psql(
            url,
            "ALTER DATABASE \(server.name(in: url)) SET synchronous_commit = off; "
                + "ALTER DATABASE \(server.name(in: url)) SET timezone = 'Asia/Tokyo'")
        let connection = try PostgresConnection(PostgresURL(url), label: "settings")
        let settings = [
            "synchronous_commit": "on", "TimeZone": "UTC", "application_name": "harvestd",
            "client_encoding": "UTF8", "statement_timeout": "1min", "lock_timeout": "10s",
        ]
        for (name, value) in settings {
            #expect(
                try connection.query("SELECT current_setting($1)", [.text(name)]).value(0, 0) == .text(value))
        }
    }

    @Test func aWrongPasswordIsSaidWithoutThePassword() async throws {
        let server = try await TemporaryPostgres.shared()
        let url = try PostgresURL(server.tcpURL(of: "postgres", password: "canary-wrong"))
        let error = await #expect(throws: StoreError.self) { try await Self.inspect(url) }
        #expect(error?.kind == .wrongPassword)
        #expect(error?.advice == .stop)
        #expect(!"\(String(describing: error))".contains("canary"))
        _ = try await Self.inspect(PostgresURL(server.tcpURL(of: "postgres")))
    }

    @Test func aMissingPasswordDatabaseOrServerHasItsRemedy() async throws {
        let server = try await TemporaryPostgres.shared()
        let closed = try await TemporaryPostgres.start()
        try await closed.stop()
        let cases: [(String, StoreError.Kind, String)] = [
            ("postgresql://postgres@127.0.0.1:\(server.port)/postgres", .wrongPassword, "user and password"),
            (server.url(of: "nowhere"), .unreachable, "createdb"),
            (closed.url(of: "postgres"), .unreachable, "is PostgreSQL running?"),
            (closed.tcpURL(of: "postgres"), .unreachable, "is PostgreSQL running?"),
        ]
        for (text, kind, remedy) in cases {
            let url = try PostgresURL(text)
            let error = await #expect(throws: StoreError.self) { try await Self.inspect(url) }
            #expect(error?.kind == kind)
            #expect(error?.remedy?.contains(remedy) == true)
            #expect(!"\(String(describing: error))".contains("canary"))
        }
    }

    @Test func cancellingTheTaskCancelsTheStatementOnTheServer() async throws {
        let server = try await TemporaryPostgres.shared()
        let url = try await server.freshDatabase()
        let session = try PostgresSession(
            PostgresURL(url), name: "cancel", label: "cancel", clock: ManualClock())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await session.run { try $0.execute("SELECT pg_sleep(600)") } }
            // The loop ends when the statement is seen to run, from another session.
            while try await Self.sleepers(server, url) == 0 { await Task.yield() }
            group.cancelAll()
            let result = await group.nextResult()
            #expect(throws: CancellationError.self) { try result?.get() }
        }
        while try await Self.sleepers(server, url) != 0 { await Task.yield() }
        let answer = try await session.run { try $0.query("SELECT 7::bigint").value(0, 0) }
        #expect(answer == .integer(7))
    }

    /// Else a commit that honestly takes longer would be ended and tried again for ever.
    @Test func aSessionWhoseStatementWasEndedForItsLengthGivesTheNextOneMore() async throws {
        let server = try await TemporaryPostgres.shared()
        let url = try await server.freshDatabase()
        let session = try PostgresSession(
            PostgresURL(url), name: "slow", label: "slow", patience: .bridged, clock: ManualClock())
        let bounds: @Sendable (PostgresConnection) throws -> [String] = { connection in
            let limit = try connection.query("SELECT current_setting('statement_timeout') AS bound").rows()
            return ["\(connection.patience.components.seconds)", limit.first?.text("bound") ?? ""]
        }
        #expect(try await session.once(bounds) == ["20", "15s"])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await session.once { connection in
                    try connection.transaction { try connection.execute("SELECT pg_sleep(600)") }
                }
            }
            while try await Self.sleepers(server, url) == 0 { await Task.yield() }
            // A person who cancels it says to the session what the limit says.
            try await server.psql(
                url,
                "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep' "
                    + "AND datname = current_database()")
            let result = await group.nextResult()
            let error = #expect(throws: StoreError.self) { try result?.get() }
            #expect(error?.kind == .cancelled)
        }
        #expect(try await session.once(bounds) == ["70", "1min"])
        await session.close()
        #expect(try await session.once(bounds) == ["20", "15s"])
    }

    @Test func aCancelledCommitStoresNothing() async throws {
        let server = try await TemporaryPostgres.shared()
        try await Samples.withMigratedStore { store, url in
            try await server.psql(
                url,
                "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(600); "
                    + "RETURN NEW; END'; CREATE TRIGGER slow BEFORE INSERT ON dim_token FOR EACH ROW "
                    + "EXECUTE FUNCTION wait()")
            let batch = Samples.batch(Samples.market(1), Samples.token("a", market: 1))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try await store.commit([batch]) }
                while try await Self.sleepers(server, url) == 0 { await Task.yield() }
                group.cancelAll()
                let result = await group.nextResult()
                #expect(throws: CancellationError.self) { try result?.get() }
            }
            try await server.psql(url, "DROP TRIGGER slow ON dim_token")
            #expect(try await store.count(Market.table) == 0)
            #expect(try await store.commit([batch])[0].total.new == 2)
        }
    }

    @Test func aCancellationJustBeforeCommitIsObeyed() async throws {
        let url = try PostgresURL(try await TemporaryPostgres.freshDatabase())
        let connection = try PostgresConnection(url, label: "late")
        let commit = PostgresCommit(on: connection, now: Samples.noon)
        try connection.execute("CREATE TABLE late (x int)")
        try connection.execute("BEGIN; INSERT INTO late VALUES (1)")
        let interruption = try Interruption()
        interruption.request()
        connection.interruption = interruption
        #expect(throws: CancellationError.self) { try commit.end([], number: "0") }
        connection.rollBack()
        connection.interruption = nil
        #expect(try connection.query("SELECT count(*) FROM late").value(0, 0) == .integer(0))
    }

    @Test func aCancellationThatCameTooLateForItsStatementStopsTheNext() async throws {
        let url = try PostgresURL(try await TemporaryPostgres.freshDatabase())
        let connection = try PostgresConnection(url, label: "late")
        let commit = PostgresCommit(on: connection, now: Samples.noon)
        try connection.execute("CREATE TABLE late (x int)")
        try connection.execute("BEGIN; INSERT INTO late VALUES (1)")
        let interruption = try Interruption()
        interruption.request()
        connection.interruption = interruption
        // The wish is seen while nothing runs, as it is when the answer is on its way already.
        _ = try connection.wait(for: 0, atMost: .zero)
        connection.interruption = nil
        #expect(throws: CancellationError.self) { try commit.end([], number: "0") }
        #expect(!connection.isUsable)
        let other = try PostgresConnection(url, label: "other")
        #expect(try other.query("SELECT count(*) FROM late").value(0, 0) == .integer(0))
    }

    @Test func aServerThatComesBackIsUsedAgain() async throws {
        let server = try await TemporaryPostgres.start()
        let url = try await server.freshDatabase()
        let clock = ManualClock(now: Samples.noon)
        try await withPostgresStore(url: PostgresURL(url), clock: clock) { store in
            _ = try await store.migrate()
            _ = try await store.commit([Samples.batch(Samples.market(1))])
            try await server.stop()
            try await withThrowingTaskGroup(of: [CommitReceipt].self) { group in
                group.addTask { try await store.commit([Samples.batch(Samples.market(2))]) }
                try await clock.waitForSleepers(1)
                try await server.restart()
                clock.advance(by: .seconds(10))
                let receipts = try await group.next()
                #expect(receipts?.first?.total.new == 1)
            }
            #expect(try await store.count(Market.table) == 2)
        }
    }

    @Test func aServerThatStaysAwayIsGivenUpAfterAFewTries() async throws {
        let server = try await TemporaryPostgres.start()
        let url = try await server.freshDatabase()
        let clock = ManualClock(now: Samples.noon)
        try await server.stop()
        try await withPostgresStore(url: PostgresURL(url), clock: clock) { store in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try await store.migrate() }
                for _ in PostgresLimits.retryDelays {
                    try await clock.waitForSleepers(1)
                    clock.advance(by: .seconds(10))
                }
                let result = await group.nextResult()
                let error = #expect(throws: StoreError.self) { try result?.get() }
                #expect(error?.kind == .unreachable)
                #expect(error?.advice == .reconnect)
            }
        }
    }

    @Test func aSessionEndedByTheServerIsOpenedAgain() async throws {
        let server = try await TemporaryPostgres.shared()
        let url = try await server.freshDatabase()
        let clock = ManualClock(now: Samples.noon)
        try await withPostgresStore(url: PostgresURL(url), clock: clock) { store in
            _ = try await store.migrate()
            try await server.psql(
                url,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    + "WHERE application_name = 'harvestd' AND datname = current_database()")
            try await withThrowingTaskGroup(of: [CommitReceipt].self) { group in
                group.addTask { try await store.commit([Samples.batch(Samples.market(1))]) }
                try await clock.waitForSleepers(1)
                clock.advance(by: .seconds(10))
                let receipts = try await group.next()
                #expect(receipts?.first?.total.new == 1)
            }
        }
    }

    @Test func theOutcomeOfATransactionCanBeAskedForLater() async throws {
        let url = try PostgresURL(try await TemporaryPostgres.freshDatabase())
        let writing = try PostgresConnection(url, label: "doubt")
        let asking = try PostgresConnection(url, label: "doubt")
        for (end, expected) in [("COMMIT", PostgresCommitDoubt.Outcome.committed), ("ROLLBACK", .aborted)] {
            try writing.execute("BEGIN")
            let answer = try writing.query("SELECT pg_current_xact_id()::text").value(0, 0)
            guard case .text(let number) = answer else { Issue.record("no number"); return }
            let doubt = PostgresCommitDoubt(transaction: number, receipts: [], cause: "")
            #expect(try doubt.outcome(on: asking) == .running)
            try writing.execute(end)
            #expect(try doubt.outcome(on: asking) == expected)
        }
        let future = PostgresCommitDoubt(transaction: "4000000000", receipts: [], cause: "")
        #expect(try future.outcome(on: asking) == .aborted)
    }

    private static func inspect(_ url: PostgresURL) async throws -> StoreReport {
        try await withPostgresStore(url: url, clock: ManualClock(now: Samples.noon)) {
            try await $0.inspect()
        }
    }

    /// How many sessions of harvestd sleep in a database.
    private static func sleepers(_ server: TemporaryPostgres, _ url: String) async throws -> Int {
        let sql = """
            SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
            AND wait_event = 'PgSleep' AND application_name = 'harvestd'
            """
        return try await server.psql(url, sql).first.flatMap { Int($0) } ?? 0
    }
}
