import Foundation
import Glibc
import HarvestTestSupport
import Testing

@testable import harvestd

/// The real binary as a service manager sees it.
@Suite(.timeLimit(.minutes(5))) struct ServiceProgramTests {
    let scratch: Scratch
    private let nowhere = [
        "POLARIS_GAMMA_URL": "http://127.0.0.1:1", "POLARIS_CLOB_URL": "http://127.0.0.1:1",
        "POLARIS_XTRACKER_URL": "http://127.0.0.1:1",
    ]

    init() throws { scratch = try Scratch() }

    /// Waits for a message that begins so, leaving out the beats between.
    func message(_ start: String, to manager: DatagramListener) async throws {
        while true {
            let text = await manager.nextMessage()
            if try #require(text).hasPrefix(start) { return }
        }
    }

    func run(
        _ arguments: [String], _ variables: [String: String], _ body: @Sendable (Int32) async throws -> Void
    ) async throws -> HarvestdProcess.Outcome {
        let processes = Recorder<Int32>()
        let environment = nowhere.merging(variables) { $1 }
        async let outcome = HarvestdProcess.run(arguments, in: scratch, environment: environment) {
            processes.record($0)
        }
        try await body(try await processes.wait(for: 1)[0])
        return try await outcome
    }

    /// What everybody on the machine, or whoever runs as the same user, can read of a process.
    private func expectNoSecret(of process: Int32) throws {
        for file in ["cmdline", "environ"] {
            let shown = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(process)/\(file)"))
            #expect(!String(decoding: shown, as: UTF8.self).contains("canary9"), "\(file)")
        }
    }

    @Test func itIsReadyReloadsAndStopsAsToldAndShowsNoSecret() async throws {
        try scratch.write("db.dsn", "sqlite:\(scratch.path)/canary9.sqlite3\n", mode: 0o400)
        let manager = try #require(DatagramListener("@\(scratch.path)"))
        let outcome = try await run(
            ["run"],
            [
                "NOTIFY_SOCKET": "@\(scratch.path)", "CREDENTIALS_DIRECTORY": scratch.path,
                "WATCHDOG_USEC": "3000000",
            ]
        ) { process in
            try await message("READY=1", to: manager)
            try await message("WATCHDOG=1", to: manager)
            try await message("STATUS=12 jobs", to: manager)
            try expectNoSecret(of: process)
            try scratch.write(".env", "POLARIS_CLOB_RAET=1\n")
            kill(process, SIGHUP)
            try await message("RELOADING=1\nMONOTONIC_USEC=", to: manager)
            try await message("STATUS=new settings refused", to: manager)
            try await message("READY=1", to: manager)
            try scratch.write(".env", "POLARIS_QUOTE_TOP_SYNC_INTERVAL=5\n")
            kill(process, SIGHUP)
            try await message("RELOADING=1", to: manager)
            try await message("READY=1", to: manager)
            kill(process, SIGUSR1)
            // The beat after the signal: by then the status has been told.
            try await message("WATCHDOG=1", to: manager)
            try await message("WATCHDOG=1", to: manager)
            kill(process, SIGTERM)
            try await message("STOPPING=1", to: manager)
        }
        #expect(outcome.code == 0, "\(outcome)")
        let errors = outcome.errors
        #expect(errors.contains("event=ConfigurationRefused problems=1"))
        #expect(errors.contains("quote_top_sync interval 10 s -> 5 s"))
        #expect(errors.contains("event=ConfigurationReloaded settings=1 changed=1"))
        #expect(errors.contains("LAST OK"))
        #expect(errors.contains("event=HarvestStopped"))
    }

    @Test func aChangedFileReloadsWhenThatWasAskedFor() async throws {
        let manager = try #require(DatagramListener("@\(scratch.path)"))
        let variables = ["NOTIFY_SOCKET": "@\(scratch.path)"]
        let outcome = try await run(["run", "--hot-reload"], variables) { process in
            try await message("READY=1", to: manager)
            try scratch.write(".env", "POLARIS_ENABLE_L2=false\n")
            try await message("RELOADING=1", to: manager)
            try await message("READY=1", to: manager)
            kill(process, SIGTERM)
        }
        #expect(outcome.code == 0)
        #expect(outcome.errors.contains("orderbook_l2_sync removed"))
    }

    @Test func withoutItsDatabaseItGoesOnAndShowsNoSecret() async throws {
        try scratch.write("db.dsn", "postgresql://someone:canary9@127.0.0.1:1/nowhere\n", mode: 0o400)
        let manager = try #require(DatagramListener("@\(scratch.path)"))
        let variables = [
            "NOTIFY_SOCKET": "@\(scratch.path)", "CREDENTIALS_DIRECTORY": scratch.path,
            "WATCHDOG_USEC": "3000000",
        ]
        let outcome = try await run(["run", "--log-level", "debug"], variables) { process in
            try await message("READY=1", to: manager)
            try await message("STATUS=12 jobs", to: manager)
            try await message("WATCHDOG=1", to: manager)
            try expectNoSecret(of: process)
            kill(process, SIGTERM)
            try await message("STOPPING=1", to: manager)
        }
        #expect(outcome.code == 0, "\(outcome)")
        #expect(outcome.errors.contains("event=StoreLost"))
        #expect(!outcome.output.contains("canary9"))
        #expect(!outcome.errors.contains("canary9"))
    }
}
