import HarvestCore
import HarvestSimulator
import HarvestTestSupport
import Testing

@testable import HarvestSources

@Suite struct BackfillTests {
    @Test func nothingOutsideTheDatesIsStoredInAnyTable() async throws {
        try await Bench.with { bench in
            let start = Bench.start - .days(20)
            let end = Bench.start - .days(6)
            let reached = Recorder<Timestamp>()
            let collector = BackfillCollector(
                xtracker: bench.xtracker, gamma: bench.gamma, handle: "elonmusk", from: start, to: end,
                progress: { reached.record($0) })
            let report = await bench.runner.run(collector)
            #expect(report.status == .ok, "\(report.failure?.description ?? "")")
            #expect(reached.facts == [start + .days(7), end])
            let posts = try await bench.rows(TweetPost.table).compactMap { $0.timestamp("posted_at") }
            #expect(posts.count > 100)
            #expect(posts.allSatisfy { $0 >= start && $0 < end })
            let days = try await bench.rows(TweetMetricDaily.table).compactMap { $0.date("metric_date") }
            #expect(!days.isEmpty)
            #expect(days.allSatisfy { $0.start >= start && $0.start < end })
            let windows = try await bench.rows(TrackingWindow.table)
            #expect(!windows.isEmpty)
            for window in windows {
                #expect(try #require(window.timestamp("start_date")) < end)
                #expect(try #require(window.timestamp("end_date")) > start)
            }
            let ends = try await bench.rows(Event.table).compactMap { $0.timestamp("end_date") }
            #expect(!ends.isEmpty)
            #expect(ends.allSatisfy { $0 >= start && $0 < end })
        }
    }

    @Test func runningItTwiceChangesNothing() async throws {
        try await Bench.with { bench in
            for number in 0..<2 {
                let collector = BackfillCollector(
                    xtracker: bench.xtracker, gamma: bench.gamma, handle: "elonmusk",
                    from: Bench.start - .days(10), to: Bench.start - .days(6))
                let report = await bench.runner.run(collector)
                let written = report.receipt.tables.filter {
                    $0.key.hasPrefix("fact_") || $0.key.hasPrefix("dim_")
                }
                let new = written.values.reduce(0) { $0 + $1.written }
                #expect(number == 0 ? new > 0 : new == 0)
            }
        }
    }
}
