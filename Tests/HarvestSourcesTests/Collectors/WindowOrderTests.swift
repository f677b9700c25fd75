import HarvestCore
import HarvestSources
import HarvestTestSupport
import Testing

/// A run that is done again in another store reads in the same order: what others store between two of its
/// questions counts for the same windows.
@Suite struct WindowOrderTests {
    /// Answers a question without an order in one that a store may choose, and notes of which windows the
    /// counts were asked.
    private struct Shuffling: WrappedStore {
        let base: MemoryStore
        let label = "shuffling"
        let isReversed: Bool
        let asked = Recorder<String>()

        func rows(_ query: Query) async throws -> [Row] {
            if query.table == TweetMetricDaily.table {
                for case .equal("tracking_id", .text(let id)) in query.conditions { asked.record(id) }
            }
            let rows = try await base.rows(query)
            return query.order.isEmpty && isReversed ? rows.reversed() : rows
        }
    }

    @Test(arguments: [true, false])
    func windowsAreSummedUpInTheOrderOfTheirKeys(_ isReversed: Bool) async throws {
        try await DerivedBench.with { bench in
            try await bench.store([Sample.account("a1")] + ["w2", "w3", "w1"].map { Self.window($0, bench) })
            let store = Shuffling(base: bench.store, isReversed: isReversed)
            #expect(await bench.runner.run(AggregateCollector(store: store)).status == .ok)
            #expect(store.asked.facts == ["w1", "w2", "w3"])
        }
    }

    private static func window(_ id: TrackingID, _ bench: DerivedBench) -> any Record {
        let now = bench.clock.now
        return TrackingWindow(
            id: id, accountID: "a1", title: "posts", start: now - .hours(1), end: now + .hours(1),
            isActive: true, createdAt: now, updatedAt: now)
    }
}
