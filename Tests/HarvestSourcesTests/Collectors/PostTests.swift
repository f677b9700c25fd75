import HarvestCore
import HarvestSimulator
import HarvestTestSupport
import Testing

@testable import HarvestSources

@Suite struct PostTests {
    static func collector(_ bench: Bench) -> PostCollector {
        PostCollector(xtracker: bench.xtracker, store: bench.store, handle: "elonmusk")
    }

    @Test func anUnchangedPayloadEndsTheRunEarly() async throws {
        try await Bench.with { bench in
            _ = await bench.runner.run(TrackingCollector(xtracker: bench.xtracker, handle: "elonmusk"))
            _ = await bench.runner.run(Self.collector(bench))
            _ = await bench.runner.run(Self.collector(bench))
            let third = await bench.runner.run(Self.collector(bench))
            #expect(third.receipt.total == RowCounts())
            let rows = try await bench.rows(CollectorRun.table)
            #expect(rows.contains { $0.text("metadata")?.contains("\"payload\":\"unchanged\"") == true })
        }
    }

    @Test func newLateAndChangedPostsAreNoticed() async throws {
        try await Bench.with(quirks: [.latePosts, .editedPosts]) { bench in
            _ = await bench.runner.run(TrackingCollector(xtracker: bench.xtracker, handle: "elonmusk"))
            _ = await bench.runner.run(Self.collector(bench))
            var late = 0
            var changed = 0
            for _ in 0..<60 {
                bench.clock.advance(by: .hours(2))
                let report = await bench.runner.run(Self.collector(bench))
                #expect(report.status == .ok)
                let row = try #require(
                    try await bench.rows(CollectorRun.table).first {
                        $0.text("run_id") == report.id.description
                    })
                late += row.text("metadata")?.contains("late_posts") == true ? 1 : 0
                changed += row.text("metadata")?.contains("changed_posts") == true ? 1 : 0
            }
            #expect(late > 0)
            #expect(changed > 0)
            let rows = try await bench.rows(TweetPost.table)
            let ids = Set(rows.compactMap { $0.text("platform_post_id") })
            #expect(ids.count == rows.count)
        }
    }

    @Test func withoutAStoredAccountTheJobIsSkippedAndSaysWhy() async throws {
        try await Bench.with { bench in
            let report = await bench.runner.run(Self.collector(bench))
            #expect(report.status == .skipped)
            #expect(report.isEarly)
            let row = try #require(try await bench.rows(CollectorRun.table).first)
            #expect(row.text("metadata")?.contains("tracking_sync") == true)
        }
    }
}
