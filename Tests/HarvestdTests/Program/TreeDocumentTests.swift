import Foundation
import Testing

/// The tree in the documents is the one the program prints, and that is what `run` runs.
@Suite struct TreeDocumentTests {
    @Test(arguments: [true, false])
    func theTreeShowsTheUpkeepOfAJournalThatIsKeptAndMakesNone(_ isKept: Bool) async throws {
        let scratch = try Scratch()
        let outcome = try await HarvestdProcess.run(
            ["tree"], in: scratch, environment: ["POLARIS_JOURNAL": "\(isKept)"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("─ journal ") == isKept)
        #expect(try scratch.names().isEmpty)
    }

    @Test func theArchitecturePageShowsThePrintedTree() async throws {
        let scratch = try Scratch()
        let printed = try await HarvestdProcess.run(["tree"], in: scratch, environment: [:]).output
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = root.appendingPathComponent("docs/ARCHITECTURE.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let before = try #require(text.range(of: "<!-- tree:begin -->\n```\n"))
        let after = try #require(text.range(of: "```\n<!-- tree:end -->"))
        if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
            let updated = text[..<before.upperBound] + printed + text[after.lowerBound...]
            try String(updated).write(to: page, atomically: true, encoding: .utf8)
            return
        }
        #expect(
            String(text[before.upperBound..<after.lowerBound]) == printed,
            "docs/ARCHITECTURE.md is out of date: run UPDATE_SNAPSHOTS=1 make test FILTER=TreeDocumentTests")
    }
}
