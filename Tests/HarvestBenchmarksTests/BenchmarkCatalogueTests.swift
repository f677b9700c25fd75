import HarvestBenchmarks
import Testing

/// Runs every suite over a handful of items, so that benchmarks cannot rot unseen.
@Suite struct BenchmarkCatalogueTests {
    @Test(arguments: BenchmarkCatalogue.plans.map(\.name))
    func theContendersOfASuiteAgree(_ name: String) async throws {
        let plan = try #require(BenchmarkCatalogue.plans.first { $0.name == name })
        for seed in [1, 2, 3] as [UInt64] {
            let suite = plan.suite(itemCount: 200, seed: seed)
            #expect(suite.name == name)
            #expect(await suite.disagreements() == 0, "seed \(seed)")
        }
    }

    @Test(arguments: BenchmarkCatalogue.plans.map(\.name))
    func aReportHasEveryContenderAndItsDigest(_ name: String) async throws {
        let plan = try #require(BenchmarkCatalogue.plans.first { $0.name == name })
        let suite = plan.suite(itemCount: 50, seed: 7)
        let report = await BenchmarkHarness(rounds: 3).run(suite)
        #expect(report.lines.map(\.contender) == suite.contenders.map(\.name))
        #expect(report.lines.allSatisfy { $0.suite == name && $0.nanosecondsPerItem > 0 })
        #expect(report.lines.allSatisfy { ($0.bytesPerSecond ?? 1) > 0 && $0.itemsPerSecond > 0 })
        #expect(report.lines.first?.timesOurs == 1)
        for (line, contender) in zip(report.lines, suite.contenders) {
            #expect(await contender.body() == line.checksum)
        }
    }

    @Test func aPlanIsFoundByAPartOfItsName() {
        #expect(BenchmarkCatalogue.plans(matching: "").count == BenchmarkCatalogue.plans.count)
        #expect(BenchmarkCatalogue.plans(matching: "decimal").map(\.name) == ["decimal-parsing"])
        #expect(Set(BenchmarkCatalogue.plans.map(\.name)).count == BenchmarkCatalogue.plans.count)
    }

    @Test func allocationsAreThoseOfTheBodyAlone() async throws {
        let counter = StepCounter()
        let suite = BenchmarkSuite(
            name: "steps", summary: "a step", itemCount: 4, byteCount: 400,
            contenders: [.init("eight steps") { counter.advance(by: 8) }], disagreements: { 0 })
        let report = await BenchmarkHarness(rounds: 2) { counter.value }.run(suite)
        #expect(report.lines.map(\.allocationsPerItem) == [2])
        #expect(report.lines.map { $0.bytesPerSecond == $0.itemsPerSecond * 100 } == [true])
        #expect(counter.value == 24)
    }
}
