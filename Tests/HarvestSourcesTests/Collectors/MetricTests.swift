import HarvestCore
import HarvestSources
import Testing

@Suite struct MetricTests {
    @Test func withoutAStoredAccountTheJobComesAgainSoon() async throws {
        try await Bench.with { bench in
            let collector = MetricCollector(
                xtracker: bench.xtracker, store: bench.store, handle: "elonmusk")
            let early = await bench.runner.run(collector)
            #expect(early.status == .skipped)
            #expect(early.isEarly)
            #expect(early.skipReason?.contains("tracking_sync") == true)
            _ = await bench.runner.run(TrackingCollector(xtracker: bench.xtracker, handle: "elonmusk"))
            let report = await bench.runner.run(collector)
            #expect(report.status == .ok)
            #expect(!report.isEarly)
        }
    }
}
