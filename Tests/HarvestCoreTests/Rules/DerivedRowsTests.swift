import HarvestCore
import Testing

@Suite struct DerivedRowsTests {
    static let start = Timestamp(seconds: 1_775_000_040)

    static func bars(_ samples: (second: Int, mid: String?, spread: String?)...) -> [QuoteMinute] {
        var bars = MinuteBars()
        for sample in samples {
            bars.add(
                tokenID: "1", marketID: "m", mid: sample.mid.flatMap { Price(exactly: $0) },
                spread: sample.spread.flatMap { Amount(exactly: $0) },
                capturedAt: start + .seconds(sample.second))
        }
        return bars.rows(updatedAt: start)
    }

    @Test func aMinuteHasTheFirstGreatestSmallestAndLastMid() throws {
        let bars = Self.bars(
            (50, "0.3", "0.04"), (0, "0.2", "0.01"), (30, "0.5", "0.03"), (40, nil, nil), (60, "0.9", nil))
        try #require(bars.count == 2)
        #expect(bars[0].minute == Self.start)
        let prices = [bars[0].open, bars[0].high, bars[0].low, bars[0].close].map { $0?.description }
        #expect(prices == ["0.2", "0.5", "0.2", "0.3"])
        #expect(bars[0].sampleCount == 4)
        #expect(bars[0].averageSpread?.description == "0.026667")
        #expect(bars[0].minimumSpread?.description == "0.01" && bars[0].maximumSpread?.description == "0.04")
        #expect(bars[1].open == bars[1].close)
    }

    @Test func aMinuteWithoutAnyMidCountsItsQuotesAndHasNoPrices() throws {
        let bar = try #require(Self.bars((1, nil, nil)).first)
        #expect(bar.open == nil && bar.averageSpread == nil)
        #expect(bar.sampleCount == 1)
    }

    @Test(arguments: [
        (nil, 12, 12, "0.35"), (100, 100, 100, "0.99"), (100, 50, 100, "0.50495"), (0, 40, 40, "0.1"),
        (3, 5, 5, "0.8"), (200, 0, 200, "0.1"),
    ])
    func theEstimateIsTheGreaterCountWithAConfidenceByTheGap(
        metric: Int?, posts: Int, estimate: Int, confidence: String
    ) {
        let result = CountEstimate(metricCount: metric, postCount: posts)
        #expect(result.estimate == estimate)
        #expect(result.confidence.description.hasPrefix(confidence))
    }

    @Test func healthIsGroupedByMinuteSourceAndStatusWithAMeasuredPercentile() throws {
        let runs = (1...20).map {
            HealthMinutes.Run(
                source: "gamma", status: .ok, latencyMilliseconds: $0 * 10,
                startedAt: Self.start + .seconds($0),
                hasError: false)
        }
        let failed = HealthMinutes.Run(
            source: "gamma", status: .error, latencyMilliseconds: 7, startedAt: Self.start, hasError: true)
        let rows = HealthMinutes.rows(of: runs + [failed], createdAt: Self.start)
        try #require(rows.count == 2)
        #expect(rows[0].status == .error && rows[0].errorRuns == 1)
        #expect(rows[1].runs == 20 && rows[1].errorRuns == 0)
        #expect(rows[1].averageLatency?.description == "105")
        #expect(rows[1].p95Latency?.description == "190")
    }

    /// Nearest rank: of n sorted lengths the one at place ceil(0.95 n).
    @Test(arguments: [(1, 1), (2, 2), (10, 10), (19, 19), (20, 19), (21, 20), (40, 38), (100, 95), (101, 96)])
    func thePercentileIsTheLengthAtItsRank(count: Int, rank: Int) throws {
        let runs = (1...count).map {
            HealthMinutes.Run(
                source: "clob", status: .ok, latencyMilliseconds: $0, startedAt: Self.start, hasError: false)
        }
        let rows = HealthMinutes.rows(of: runs.reversed(), createdAt: Self.start)
        #expect(rows.map { $0.p95Latency?.description } == ["\(rank)"])
    }
}
