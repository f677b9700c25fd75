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

    /// Whoever changes such a setting and reloads must not wait for an effect that never comes.
    @Test func everySettingThatNeedsARestartIsNamedBesideReloading() throws {
        let path = HouseRulesRepository.root.appending(path: "docs/OPERATIONS.md")
        let text = try String(contentsOf: path, encoding: .utf8)
        let begin = try #require(text.range(of: "## Reloading"))
        let end = try #require(text.range(of: "need a restart and are named"))
        let sentence = text[begin.upperBound..<end.lowerBound].split(separator: "```").last ?? ""
        let live = Set(ConfigurationTable.live.map(\.name))
        for key in ConfigurationTable.all {
            #expect(sentence.contains("`\(key.name)`") != live.contains(key.name), "\(key.name)")
        }
    }

    /// On a shell there is no credential, so a command without its flags would ask another database.
    @Test func theCommandsForThePackagedServiceNameItsDatabase() throws {
        let path = HouseRulesRepository.root.appending(path: "docs/OPERATIONS.md")
        let text = try String(contentsOf: path, encoding: .utf8)
        let begin = try #require(text.range(of: "## Under systemd"))
        let end = try #require(text.range(of: "## Exit codes"))
        let section = text[begin.upperBound..<end.lowerBound]
        let lines = section.split(separator: "\n").filter { $0.hasPrefix("harvestd ") }
        var commands: Set<String> = []
        for line in lines {
            let words = line.prefix { $0 != "#" }.split(separator: " ").dropFirst()
            let invocation = try CommandLineParser().parse(words.map(String.init))
            #expect(invocation.value("dsn-file") == "/etc/harvestd/db.dsn", "\(line)")
            commands.insert(invocation.command.name)
        }
        #expect(commands == ["migrate", "status", "runs", "doctor", "replay"])
    }

    @Test func everyEndpointStandsOnThePage() throws {
        let path = HouseRulesRepository.root.appending(path: "docs/OPERATIONS.md")
        let text = try String(contentsOf: path, encoding: .utf8)
        for endpoint in StatusPages.paths { #expect(text.contains("| `\(endpoint)` |"), "\(endpoint)") }
    }
}
