internal import HarvestCore
@testable internal import HarvestStore
internal import HarvestTestSupport
internal import Testing

/// One service writes a database: a second one is refused for as long as the session of the first lasts.
@Suite struct PostgresLeaseTests {
    private typealias Samples = PostgresSamples

    private static let clock = TemporaryPostgres.Clock()
    /// For locks that stay where they are.
    private static let brief = {
        var patience = PostgresPatience.usual
        patience.lease = .milliseconds(50)
        return patience
    }()

    /// Returns when the server has given the lease of a session that ended to nobody.
    private static func waitUntilFree(_ url: String) async throws {
        let server = try await TemporaryPostgres.shared()
        while try await server.psql(url, "SELECT count(*) \(leases)") != ["0"] { await Task.yield() }
    }

    private static let leases =
        "FROM pg_locks WHERE locktype = 'advisory' AND database = "
        + "(SELECT oid FROM pg_database WHERE datname = current_database())"

    private static func withStores(
        _ body: (_ first: PostgresStore, _ second: PostgresStore, _ url: String) async throws -> Void
    ) async throws {
        let url = try await TemporaryPostgres.freshDatabase()
        try await withPostgresStore(url: PostgresURL(url), clock: clock, patience: brief) { first in
            _ = try await first.migrate()
            try await withPostgresStore(url: PostgresURL(url), clock: clock, patience: brief) {
                try await body(first, $0, url)
            }
        }
    }

    private static func expectTaken(_ body: () async throws -> Void) async throws {
        let error = try #require(await #expect(throws: StoreError.self) { try await body() })
        #expect(error.kind == .leaseTaken)
        #expect(error.advice == .reconnect)
        #expect(error.cause?.contains("of harvestd") == true)
    }

    @Test func aSecondServiceIsRefusedAndOthersAreNot() async throws {
        try await Self.withStores { first, second, url in
            try await first.takeLease()
            try await first.takeLease()
            try await Self.expectTaken { try await second.takeLease() }
            // A backfill never asks.
            try await withPostgresStore(url: PostgresURL(url), clock: Self.clock) { other in
                _ = try await other.commit([Samples.batch(Samples.market(1))])
            }
            await first.close()
            try await Self.waitUntilFree(url)
            try await second.takeLease()
            _ = try await second.commit([Samples.batch(Samples.market(2))])
            try await Self.expectTaken { _ = try await first.commit([Samples.batch(Samples.market(3))]) }
            #expect(try await second.count(Market.table) == 2)
        }
    }

    @Test func aServiceThatLostItsSessionWritesNothingWhileAnotherHasTheLease() async throws {
        try await Self.withStores { first, second, url in
            try await first.takeLease()
            _ = try await first.commit([Samples.batch(Samples.market(1))])
            let server = try await TemporaryPostgres.shared()
            _ = try await server.psql(url, "SELECT pg_terminate_backend(pid) \(Self.leases)")
            try await Self.waitUntilFree(url)
            try await second.takeLease()
            try await Self.expectTaken { _ = try await first.commit([Samples.batch(Samples.market(2))]) }
            #expect(try await second.count(Market.table) == 1)
            await second.close()
            try await Self.waitUntilFree(url)
            _ = try await first.commit([Samples.batch(Samples.market(2))])
            #expect(try await first.count(Market.table) == 2)
        }
    }

    /// The server has not noticed that the connection is gone: the session would keep its own successor out.
    @Test func aServiceIsNotKeptOutByItsOwnDeadSession() async throws {
        let url = try PostgresURL(try await TemporaryPostgres.freshDatabase())
        let dead = try PostgresConnection(url, label: "dead")
        var lease = PostgresLease(wait: PostgresLimits.leaseTimeout)
        try lease.take(on: dead)
        let stranger = try PostgresConnection(url, label: "stranger")
        var other = PostgresLease(wait: .milliseconds(50))
        let error = #expect(throws: StoreError.self) { try other.take(on: stranger) }
        #expect(error?.kind == .leaseTaken)
        let next = try PostgresConnection(url, label: "next")
        try lease.take(on: next)
        #expect(throws: PostgresFault.self) { try dead.query("SELECT 1") }
        _ = try next.query("SELECT 1")
    }

    @Test func theServerLooksWhetherTheServiceIsStillThere() async throws {
        let server = try await TemporaryPostgres.shared()
        let connection = try PostgresConnection(PostgresURL(server.tcpURL(of: "postgres")), label: "settings")
        var lease = PostgresLease(wait: PostgresLimits.leaseTimeout)
        try lease.take(on: connection)
        let settings = [
            "tcp_keepalives_idle": "10", "tcp_keepalives_interval": "5", "tcp_keepalives_count": "3",
            "tcp_user_timeout": "25000", "lock_timeout": "10s",
        ]
        for (name, value) in settings {
            #expect(
                try connection.query("SELECT current_setting($1)", [.text(name)]).value(0, 0) == .text(value))
        }
    }

    @Test func theTablesAreLookedAtWithTheLease() async throws {
        let url = try await TemporaryPostgres.freshDatabase()
        try await withPostgresStore(url: PostgresURL(url), clock: Self.clock) { store in
            let missing = await #expect(throws: StoreError.self) { try await store.takeLease() }
            #expect(missing?.kind == .schemaMissing)
            _ = try await store.migrate()
            _ = try await TemporaryPostgres.shared().psql(
                url, "INSERT INTO \(Migration.tableName) VALUES (999, 'later', now())")
        }
        try await withPostgresStore(url: PostgresURL(url), clock: Self.clock) { store in
            let newer = await #expect(throws: StoreError.self) { try await store.takeLease() }
            #expect(newer?.kind == .schemaNewer)
            #expect(newer?.advice == .stop)
        }
    }
}
