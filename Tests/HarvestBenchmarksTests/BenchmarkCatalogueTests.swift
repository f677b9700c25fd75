import HarvestBenchmarks
import Testing

/// Runs every suite over a handful of items, so that benchmarks cannot rot unseen.
@Suite struct BenchmarkCatalogueTests {
    @Test(arguments: BenchmarkCatalogue.suites(itemCount: 1, seed: 1).map(\.name))
    func theContendersOfASuiteAgree(_ name: String) throws {
        for seed in [1, 2, 3] as [UInt64] {
            let suites = BenchmarkCatalogue.suites(itemCount: 200, seed: seed)
            let suite = try #require(suites.first { $0.name == name })
            #expect(suite.disagreements() == 0, "seed \(seed)")
        }
    }

    @Test(arguments: BenchmarkCatalogue.suites(itemCount: 1, seed: 1).map(\.name))
    func aReportHasEveryContenderAndItsDigest(_ name: String) throws {
        let suites = BenchmarkCatalogue.suites(itemCount: 50, seed: 7)
        let suite = try #require(suites.first { $0.name == name })
        let report = BenchmarkHarness(rounds: 3).run(suite)
        #expect(report.lines.map(\.contender) == suite.contenders.map(\.name))
        #expect(report.lines.map(\.checksum) == suite.contenders.map { $0.body() })
        #expect(report.lines.allSatisfy { $0.nanosecondsPerItem > 0 })
        #expect(report.lines.first?.timesOurs == 1)
    }

    @Test func allocationsAreThoseOfTheBodyAlone() throws {
        let counter = StepCounter()
        let suite = BenchmarkSuite(
            name: "steps", summary: "a step", itemCount: 4,
            contenders: [.init("eight steps") { counter.advance(by: 8) }], disagreements: { 0 })
        let report = BenchmarkHarness(rounds: 2) { counter.value }.run(suite)
        #expect(report.lines.map(\.allocationsPerItem) == [2])
        #expect(counter.value == 24)
    }
}
