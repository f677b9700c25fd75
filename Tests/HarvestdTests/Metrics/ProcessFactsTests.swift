import Testing

@testable import harvestd

@Suite struct ProcessFactsTests {
    @Test func aHostileNameDoesNotMoveTheFields() {
        var facts = ProcessFacts()
        facts.take(
            stat:
                "7 (a) S 1) R 1 7 7 0 -1 4 9 0 0 0 150 50 0 0 20 0 5 0 1000 9000000 300 18446744073709551615",
            ticks: 100, page: 4_096, boot: 1_000_000)
        #expect(
            facts
                == ProcessFacts(
                    cpuSeconds: 2, residentBytes: 300 * 4_096, virtualBytes: 9_000_000,
                    startSeconds: 1_000_010, threads: 5))
    }

    @Test(arguments: ["", "7 (x", "7 (x) R", "7 (x) R 1 2 3"])
    func whatCannotBeReadIsMissing(_ stat: String) {
        var facts = ProcessFacts()
        facts.take(stat: stat, ticks: 100, page: 4_096, boot: nil)
        #expect(facts == ProcessFacts())
    }

    @Test func bootTimeStandsInItsLine() {
        #expect(ProcessFacts.bootTime("cpu 1 2\nbtime 1768000000\nprocesses 3\n") == 1_768_000_000)
        #expect(ProcessFacts.bootTime("cpu 1 2\n") == nil)
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
