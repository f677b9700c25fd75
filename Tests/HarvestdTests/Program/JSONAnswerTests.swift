import Foundation
import Testing

@testable import harvestd

/// Every command takes --json, so every command answers in JSON.
@Suite struct JSONAnswerTests {
    private let nowhere = [
        "POLARIS_GAMMA_URL": "http://127.0.0.1:1", "POLARIS_CLOB_URL": "http://127.0.0.1:1",
        "POLARIS_XTRACKER_URL": "http://127.0.0.1:1",
    ]

    /// Commands that end by themselves without a network, with what they need beside their name.
    private static let needed = [
        "completions": "bash", "export": "--table dim_market -o markets.csv", "backfill": "--start 1d",
        "demo": "--markets 32", "doctor": "--offline", "replay": "--journal .",
    ]

    private func values(_ lines: [String]) async throws -> [[String: Any]] {
        let scratch = try Scratch()
        var output = ""
        for line in lines {
            let words = line.split(separator: " ").map(String.init)
            output = try await HarvestdProcess.run(words, in: scratch, environment: nowhere).output
        }
        return try output.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test(arguments: CommandTable.all.map(\.name).filter { $0 != "run" && $0 != "simulate" })
    func theAnswerIsJSON(_ name: String) async throws {
        let answer = try await values(["migrate", "\(name) \(Self.needed[name] ?? "") --json"])
        #expect(!answer.isEmpty)
        #expect(!(try await values(["\(name) --help --json"])).isEmpty)
    }

    @Test func theTreeHasNamesNotesAndChildren() async throws {
        let tree = try #require(try await values(["tree --json"]).first)
        #expect(tree["name"] as? String == "harvestd")
        let groups = try #require(tree["children"] as? [[String: Any]])
        #expect(
            groups.map { $0["name"] as? String } == ["heartbeat", "upkeep", "status", "intake", "storage"])
        #expect(groups[2]["note"] as? String == "health and metrics at 127.0.0.1:9187")
        #expect(groups[3]["note"] as? String == "cancelled first")
        let writer = try #require((groups.last?["children"] as? [[String: Any]])?.first)
        #expect(writer["name"] as? String == "writer")
        #expect((writer["children"] as? [Any])?.isEmpty == true)
    }
}
