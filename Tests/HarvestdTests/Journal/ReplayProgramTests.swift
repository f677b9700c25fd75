import Foundation
import Glibc
import HarvestCore
import HarvestSimulator
import HarvestTestSupport
import Testing

@testable import harvestd

/// The real binary: what it journals, also when it is killed, makes the same tables again.
@Suite(.timeLimit(.minutes(5))) struct ReplayProgramTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func settings(_ address: SimulatorAddress) -> [String: String] {
        var settings = [
            "POLARIS_GAMMA_URL": address.gamma, "POLARIS_CLOB_URL": address.clob,
            "POLARIS_XTRACKER_URL": address.xtracker, "POLARIS_STATUS_ADDRESS": "off",
        ]
        for service in ["GAMMA", "CLOB", "XTRACKER"] { settings["POLARIS_\(service)_RATE"] = "50" }
        for job in ["QUOTE_TOP_SYNC", "QUOTE_DEPTH_SYNC", "ORDERBOOK_L2_SYNC", "POST_SYNC", "AGG_1M"] {
            settings["POLARIS_\(job)_INTERVAL"] = "1"
        }
        for job in ["MARKETS_DISCOVERY", "TRACKING_SYNC", "METRIC_SYNC", "MAPPING_SYNC", "HEALTH_AGG"] {
            settings["POLARIS_\(job)_INTERVAL"] = "2"
        }
        return settings
    }

    /// Lets it run until it has said so many times that the database is not behind the journal, then sends a
    /// signal.
    private func live(
        _ environment: [String: String], beats: Int, then signal: Int32
    ) async throws -> HarvestdProcess.Outcome {
        let manager = try #require(DatagramListener("@\(scratch.path)"))
        var environment = environment
        environment["NOTIFY_SOCKET"] = "@\(scratch.path)"
        environment["WATCHDOG_USEC"] = "600000"
        let processes = Recorder<Int32>()
        async let outcome = HarvestdProcess.run(["run"], in: scratch, environment: environment) {
            processes.record($0)
        }
        let process = try await processes.wait(for: 1)[0]
        var count = 0
        while count < beats {
            let text = try #require(await manager.nextMessage())
            if text.hasPrefix("STATUS=12 jobs"), !text.contains("behind") { count += 1 }
        }
        kill(process, signal)
        return try await outcome
    }

    @Test func aKilledServiceIsReplayedToTheSameTables() async throws {
        var simulator = SimulatorConfiguration(seed: 3, marketCount: 200)
        simulator.gammaStaleness = .zero
        try await withSimulator(configuration: simulator, clock: SystemClock()) { address, _ in
            let environment = settings(address)
            let killed = try await live(environment, beats: 12, then: SIGKILL)
            #expect(killed.code == SIGKILL)
            let stopped = try await live(environment, beats: 12, then: SIGTERM)
            #expect(stopped.code == 0, "\(stopped.errors.suffix(2_000))")
            #expect(stopped.errors.contains("event=StoreCaughtUp"))
            let replay = try await HarvestdProcess.run(
                ["replay", "--compare", "--json"], in: scratch, environment: environment)
            #expect(replay.code == 0, "\(replay.output)\(replay.errors)")
            let line = try #require(replay.output.split(separator: "\n").last)
            let answer = try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(answer["differing"] as? [String] == [])
            #expect(answer["diverged"] as? Int == 0)
            #expect((answer["runs"] as? Int ?? 0) > 10)
            let into = try await HarvestdProcess.run(
                ["replay", "--into", "again.sqlite3"], in: scratch, environment: environment)
            #expect(into.code == 0, "\(into.errors)")
            #expect(FileManager.default.fileExists(atPath: scratch.path + "/again.sqlite3"))
            for target in ["again.sqlite3", "data/harvest.sqlite3"] {
                let full = try await HarvestdProcess.run(
                    ["replay", "--into", target], in: scratch, environment: environment)
                #expect(
                    full.code == 64 && full.errors.contains("rows of dim_account already"), "\(full.errors)")
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/data")
            #expect(!left.contains { $0.hasPrefix("replay-") })
        }
    }

    @Test(arguments: [
        (["replay", "--journal", "nowhere"], "there is no journal in nowhere", Int32(64)),
        (["replay", "--compare", "--from", "1h"], "goes with the whole journal", Int32(64)),
        (["replay", "--into", "postgresql://u:canary9@127.0.0.1/x"], "E4007", Int32(64)),
        (["replay", "--from", "2026-01-02", "--to", "2026-01-01"], "E4005", Int32(64)),
    ])
    func whatCannotBeReplayedSaysWhy(_ arguments: [String], _ code: String, _ exit: Int32) async throws {
        let outcome = try await HarvestdProcess.run(arguments, in: scratch)
        #expect(outcome.code == exit, "\(outcome.errors)")
        #expect(outcome.errors.contains(code), "\(outcome.errors)")
        #expect(!outcome.errors.contains("canary9"))
        #expect(try scratch.names().isEmpty, "nothing is made")
    }
}
