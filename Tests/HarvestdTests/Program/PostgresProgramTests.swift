import Foundation
import HarvestTestSupport
import Testing

@testable import harvestd

/// The real binary on a real PostgreSQL server.
@Suite struct PostgresProgramTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func run(_ line: String) async throws -> HarvestdProcess.Outcome {
        let nowhere = [
            "POLARIS_GAMMA_URL": "http://127.0.0.1:1", "POLARIS_CLOB_URL": "http://127.0.0.1:1",
            "POLARIS_XTRACKER_URL": "http://127.0.0.1:1",
        ]
        let words = line.split(separator: " ").map(String.init)
        return try await HarvestdProcess.run(
            words + ["--dsn-file", "dsn"], in: scratch, environment: nowhere)
    }

    private func databaseChecks() async throws -> [String] {
        let outcome = try await run("doctor --json")
        let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        let checks = try #require(value?["checks"] as? [[String: Any]])
        return checks.filter { $0["group"] as? String == "database" && $0["name"] as? String != "note" }
            .map { "\($0["name"] ?? "") \($0["status"] ?? "")" }
    }

    @Test func aServerIsMigratedExaminedAndExportedLikeAFile() async throws {
        let server = try await TemporaryPostgres.shared()
        let name = server.name(in: try await server.freshDatabase())
        let address = server.tcpURL(of: name)
        try scratch.write("dsn", address.replacing("postgresql://", with: "postgresql+psycopg://") + "\n")
        // The test server runs without fsync, which the doctor must notice.
        let expected = ["reachable ok", "schema ok", "writable ok", "durability warning", "clock ok"]
        #expect(try await databaseChecks().contains("schema failed"))
        #expect(try await run("migrate --plan").output.contains("version 0 would become 1"))
        #expect(try await databaseChecks().contains("schema failed"))
        #expect(try await run("migrate").output.contains("version 0 became 1"))
        #expect(try await databaseChecks() == expected)
        #expect(try await run("migrate").output.contains("nothing to do"))
        let rows = try await run("export --table dim_account --format json")
        #expect(rows.code == 0)
        #expect(try JSONSerialization.jsonObject(with: Data(rows.output.utf8)) is [Any])
    }

    @Test func aReplayLeavesTheTablesOfAnotherAlone() async throws {
        let server = try await TemporaryPostgres.shared()
        let name = server.name(in: try await server.freshDatabase())
        try await server.psql(name, "CREATE TABLE dim_account (account_id text)")
        let address = server.tcpURL(of: name).replacing(":\(TemporaryPostgres.password)", with: "")
        let passwords = try scratch.write("passwords", "*:*:*:*:\(TemporaryPostgres.password)\n")
        let outcome = try await HarvestdProcess.run(
            ["replay", "--journal", ".", "--into", address], in: scratch,
            environment: ["PGPASSFILE": passwords])
        #expect(outcome.code == 64, "\(outcome)")
        #expect(outcome.errors.contains("holds the table dim_account already"), "\(outcome)")
        let tables = try await server.psql(
            name, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        #expect(tables == ["dim_account"])
    }

    @Test func aWrongPasswordIsToldWithoutShowingIt() async throws {
        let server = try await TemporaryPostgres.shared()
        let name = server.name(in: try await server.freshDatabase())
        try scratch.write("dsn", server.tcpURL(of: name, password: "canary9-wrong") + "\n")
        let outcome = try await run("migrate --json")
        #expect(outcome.code == 77, "\(outcome)")
        #expect(outcome.errors.hasPrefix(#"{"type":"error","code":"E3002","class":"terminal""#))
        #expect(!outcome.errors.contains("canary9"))
    }
}
