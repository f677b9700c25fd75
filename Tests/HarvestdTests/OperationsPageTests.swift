import Foundation
import Testing

@testable import harvestd

/// Holds docs/OPERATIONS.md to what the program does.
@Suite struct OperationsPageTests {
    @Test(arguments: ExitCode.allCases)
    func everyExitCodeStandsOnThePageInTheProgramsWords(_ code: ExitCode) throws {
        let path = HouseRulesRepository.root.appending(path: "docs/OPERATIONS.md")
        let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
        let isThere = lines.contains("| \(code.rawValue) | \(code.summary) |")
        #expect(isThere, "docs/OPERATIONS.md has no line | \(code.rawValue) | \(code.summary) |")
    }

    @Test func everyMetricStandsOnThePageInTheProgramsWords() throws {
        let path = HouseRulesRepository.root.appending(path: "docs/OPERATIONS.md")
        let text = try String(contentsOf: path, encoding: .utf8)
        let before = try #require(text.range(of: "<!-- metrics:begin -->\n"))
        let after = try #require(text.range(of: "<!-- metrics:end -->"))
        let table =
            "| metric | kind | labels | what it says |\n|---|---|---|---|\n"
            + MetricTable.all.map { metric in
                let labels = metric.labels.map { "`\($0)`" }.joined(separator: ", ")
                return "| `\(metric.name)` | \(metric.kind.word) | \(labels) | \(metric.summary) |\n"
            }.joined()
        if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
            let updated = text[..<before.upperBound] + table + text[after.lowerBound...]
            return try String(updated).write(to: path, atomically: true, encoding: .utf8)
        }
        #expect(
            text[before.upperBound..<after.lowerBound] == table,
            "docs/OPERATIONS.md is out of date: run UPDATE_SNAPSHOTS=1 make test FILTER=OperationsPageTests")
    }

    @Test func everyEndpointStandsOnThePage() throws {
        let path = HouseRulesRepository.root.appending(path: "docs/OPERATIONS.md")
        let text = try String(contentsOf: path, encoding: .utf8)
        for endpoint in StatusPages.paths { #expect(text.contains("| `\(endpoint)` |"), "\(endpoint)") }
    }
}
