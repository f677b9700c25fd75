import Foundation
import Testing

/// What `make test` leaves on the screen: a stand-in for Swift says what real passes say, and the script's
/// last lines must hold the reason.
@Suite struct TestScriptTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// Runs the script with a stand-in whose passes say `first` and `second`, each a piece of shell.
    private func run(_ first: String, _ second: String) async throws -> HarvestdProcess.Outcome {
        let stand = """
            #!/bin/bash
            echo "$*" >> '\(scratch.path)/calls'
            case "$*" in *--skip-build*) \(second) ;; *) \(first) ;; esac
            """
        try scratch.write("swift", stand, mode: 0o700)
        let script = HouseRulesRepository.root.appending(path: "scripts/test.sh").path
        return try await HarvestdProcess.shell(
            "SWIFT=\"$PWD/swift\" TEST_LOGS=\"$PWD/logs\" '\(script)' --verbose", in: scratch)
    }

    private static let begin = "echo '◇ Test run started.'"
    private static let good = "\(begin); echo '✔ Test run with 2 tests in 1 suite passed after 1.0 seconds.'"
    /// A long pass in which one test fails early.
    private static let bad = """
        \(begin); echo '✘ Test aDay() recorded an issue at DayTests.swift:7:9: Expectation failed: 1 == 2'
        echo '↳ a day has one noon'
        for i in {1..500}; do echo "✔ Test number$i() passed after 1 seconds."; done
        echo '✘ Test run with 501 tests in 1 suite failed after 2.0 seconds with 1 issue.'; exit 1
        """

    @Test func passesThatGoWellAddNothing() async throws {
        let outcome = try await run(Self.good, Self.good)
        #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome)")
        let calls = try scratch.read("calls").split(separator: "\n")
        #expect(calls.count == 2)
        #expect(calls.first?.hasPrefix("test --skip (") == true)
        #expect(calls.last?.hasPrefix("test --skip-build --filter (") == true)
        #expect(calls.allSatisfy { $0.hasSuffix(" --verbose") })
    }

    @Test func theIssuesOfBothPassesAreSaidAgainAtTheEnd() async throws {
        let outcome = try await run(Self.bad, Self.bad.replacing("aDay()", with: "aNight()"))
        #expect(outcome.code == 1)
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.count <= 20, "the end fits on one screen")
        for wanted in ["aDay() recorded an issue at DayTests.swift:7:9", "aNight() recorded", "↳ a day has"] {
            #expect(outcome.errors.contains(wanted), "\(outcome.errors)")
        }
        #expect(try scratch.read("logs/untimed.log").contains("number500()"))
    }

    @Test func aCrashIsToldByItsLastWords() async throws {
        let crash = "\(Self.begin); echo 'Fatal error: no such thing' >&2; kill -SEGV $$"
        let outcome = try await run(crash, Self.good)
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("Fatal error: no such thing"))
        #expect(
            try scratch.read("calls").split(separator: "\n").count == 2, "the second pass runs all the same")
    }

    @Test func withoutABuildThereIsNoSecondPass() async throws {
        let outcome = try await run("echo 'A.swift:1:1: error: cannot find a'; exit 1", Self.good)
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("A.swift:1:1: error: cannot find a"))
        #expect(try scratch.read("calls").split(separator: "\n").count == 1)
    }

    @Test func longListsAndLongLinesAreCut() async throws {
        let issue =
            "echo \"✘ Test t$i() recorded an issue at T.swift:$i:1: Expectation failed: $(printf %0999d 1)\""
        let outcome = try await run("\(Self.begin); for i in {1..90}; do \(issue); done; exit 1", Self.good)
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.count <= 20 && lines.allSatisfy { $0.count <= 240 }, "\(lines.count) lines")
        #expect(outcome.errors.contains("… and 82 lines more"))
    }
}
