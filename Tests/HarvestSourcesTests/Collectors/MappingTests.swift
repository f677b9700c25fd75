import HarvestCore
import HarvestSimulator
import HarvestTestSupport
import Testing

@testable import HarvestSources

@Suite struct MappingTests {
    @Test func everyMarketOfACountEventIsMappedToTheWindowThatEndsWithIt() async throws {
        try await Bench.with { bench in
            _ = await bench.round()
            let rows = try await bench.rows(MarketTracking.table)
            let markets = try await bench.store.count(Market.table)
            #expect(rows.count == markets)
            for row in rows {
                let market = try #require(
                    try await bench.store.rows(
                        Query(Market.table, where: [.equal("market_id", row["market_id"])])
                    ).first)
                let window = try #require(
                    try await bench.store.rows(
                        Query(TrackingWindow.table, where: [.equal("tracking_id", row["tracking_id"])])
                    ).first)
                let distance =
                    try #require(window.timestamp("end_date")) - #require(market.timestamp("end_date"))
                #expect(distance <= .minutes(2) && distance >= .minutes(-2))
            }
        }
    }

    @Test func aMatchThatWasReplacedStaysOnRecordAndCountsForNothing() async throws {
        try await Bench.with { bench in
            _ = await bench.round()
            let first = try #require(try await bench.rows(MarketTracking.table).first)
            let market: MarketID = try #require(first.identifier("market_id"))
            var batch = Batch()
            batch.append(
                MarketTracking(
                    marketID: market, trackingID: "another-window", accountID: "a",
                    score: Amount(millionths: 580_000), reason: "overlap", mappedAt: bench.clock.now))
            _ = try await bench.store.commit([batch])
            _ = await bench.runner.run(MappingCollector(store: bench.store))
            let rows = try await bench.store.rows(
                Query(
                    MarketTracking.table, where: [.equal("market_id", .text(market.rawValue))],
                    order: [.descending("match_score")]))
            #expect(rows.count == 2)
            #expect(rows.first?.text("tracking_id") == first.text("tracking_id"))
            #expect(rows.last?.decimal("match_score", as: Amount.self) == .zero)
            #expect(rows.last?.text("match_reason")?.hasPrefix("superseded by") == true)
        }
    }
}
