import Foundation
import Testing

@testable import harvestd

@Suite struct ProcessFactsTests {
    private static let hostile =
        "7 (a) S 1) R 1 7 7 0 -1 4 9 0 0 0 150 50 0 0 20 0 5 0 1000 9000000 300 18446744073709551615"

    @Test func aHostileNameDoesNotMoveTheFields() {
        var facts = ProcessFacts()
        facts.take(stat: Self.hostile, ticks: 100, page: 4_096)
        #expect(
            facts
                == ProcessFacts(
                    cpuSeconds: 2, residentBytes: 300 * 4_096, virtualBytes: 9_000_000,
                    threads: 5))
    }

    @Test(arguments: ["", "7 (x", "7 (x) R", "7 (x) R 1 2 3"])
    func whatCannotBeReadIsMissing(_ stat: String) {
        var facts = ProcessFacts()
        facts.take(stat: stat, ticks: 100, page: 4_096)
        #expect(facts == ProcessFacts())
    }

    @Test func theStartIsReckonedFromTheClocks() {
        // Started 10 s after a boot that was 500 s ago.
        let start = ProcessFacts.start(stat: Self.hostile, ticks: 100, uptime: 500, now: 1_000_500)
        #expect(start == 1_000_010)
        #expect(ProcessFacts.start(stat: "7 (x) R 1 2 3", ticks: 100, uptime: 500, now: 1_000_500) == nil)
    }

    /// The unit's ProcSubset=pid shows no /proc/stat, which has the boot's time in seconds.
    @Test func theStartIsWhatTheSystemSaysOfTheBoot() throws {
        let lines = try String(contentsOfFile: "/proc/stat", encoding: .utf8).split(separator: "\n")
        let boot = try #require(lines.first { $0.hasPrefix("btime ") }.flatMap { Double($0.dropFirst(6)) })
        let text = try String(contentsOfFile: "/proc/self/stat", encoding: .utf8)
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        let expected = try #require(
            ProcessFacts.start(stat: text, ticks: ticks, uptime: 0, now: boot))
        let start = try #require(ProcessFacts.read().startSeconds)
        #expect(abs(start - expected) < 2)
        #expect(ProcessFacts.read().startSeconds == start, "it is the same each time")
    }

    @Test func thisProcessHasAllFigures() throws {
        let facts = ProcessFacts.read()
        #expect(try #require(facts.residentBytes) > 1_000_000)
        #expect(try #require(facts.virtualBytes) > 1_000_000)
        #expect(try #require(facts.openFiles) >= 3)
        #expect(try #require(facts.threads) >= 1)
        #expect(try #require(facts.startSeconds) > 1_600_000_000)
        #expect(facts.cpuSeconds != nil)
        var values = MetricValues()
        facts.write(to: &values)
        #expect(!values.series(of: MetricTable.resident).isEmpty)
    }
}
