import Foundation
import Glibc
import HarvestTestSupport
import Testing

/// One service a database, and none on tables that do not fit.
extension ServiceProgramTests {
    /// A second service on the same database, with a data directory of its own or without a journal, does not
    /// begin; the first one does not notice.
    private func expectOneService(on database: String) async throws {
        let manager = try #require(DatagramListener("@\(scratch.path)"))
        let settings = ["POLARIS_DATABASE_URL": database]
        let first = ["POLARIS_DATA_DIR": "first", "NOTIFY_SOCKET": "@\(scratch.path)"]
        let outcome = try await run(["run"], settings.merging(first) { $1 }) { process in
            try await message("READY=1", to: manager)
            for journal in ["true", "false"] {
                let second = ["POLARIS_DATA_DIR": "second", "POLARIS_JOURNAL": journal]
                let refused = try await run(["run"], settings.merging(second) { $1 }) { _ in }
                #expect(refused.code == 75, "\(refused)")
                #expect(refused.errors.contains("code=E3024 err=\"another `harvestd run` writes "))
                #expect(refused.errors.contains("end the other one"))
            }
            // What is no service is let in: it finds the database, and nobody at the services' addresses.
            let beside = try await run(["harvest-once"], settings) { _ in }
            #expect([3, 69].contains(beside.code), "\(beside)")
            kill(process, SIGTERM)
        }
        #expect(outcome.code == 0, "\(outcome)")
    }

    @Test func aSecondServiceOnOneFileEndsWith75() async throws {
        try await expectOneService(on: "sqlite:\(scratch.path)/shared.sqlite3")
    }

    @Test func aSecondServiceOnOneServerEndsWith75() async throws {
        let server = try await TemporaryPostgres.shared()
        let address = server.tcpURL(of: server.name(in: try await server.freshDatabase()))
        let migrated = try await run(["migrate"], ["POLARIS_DATABASE_URL": address]) { _ in }
        #expect(migrated.code == 0, "\(migrated)")
        try await expectOneService(on: address)
    }

    /// The server is away when the service starts and comes back with the tables of a later program, or with
    /// none.
    @Test(arguments: ["INSERT INTO harvest_schema_migration VALUES (999, 'later', now())", "SELECT 1"])
    func tablesThatDoNotFitEndTheServiceWhenTheServerIsBack(statement: String) async throws {
        let server = try await TemporaryPostgres.shared()
        let name = server.name(in: try await server.freshDatabase())
        if statement != "SELECT 1" {
            let direct = ["POLARIS_DATABASE_URL": server.tcpURL(of: name)]
            #expect(try await run(["migrate"], direct) { _ in }.code == 0)
            try await server.psql(name, statement)
        }
        let proxy = try FaultProxy(to: server)
        defer { proxy.stop() }
        proxy.add(.turnedAway)
        let manager = try #require(DatagramListener("@\(scratch.path)"))
        let variables = [
            "POLARIS_DATABASE_URL": proxy.url(of: name), "NOTIFY_SOCKET": "@\(scratch.path)",
        ]
        let outcome = try await run(["run"], variables) { _ in
            try await message("READY=1", to: manager)
            proxy.removeAll()
        }
        #expect(outcome.code == 78, "\(outcome)")
        #expect(outcome.errors.contains(statement == "SELECT 1" ? "E3007" : "E3006"))
    }
}
