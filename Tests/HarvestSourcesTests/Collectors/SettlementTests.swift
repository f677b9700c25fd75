import HarvestCore
import HarvestSimulator
import HarvestTestSupport
import Testing

@testable import HarvestSources

@Suite struct SettlementTests {
    @Test func marketsSettleOnlyWhenBothServicesAgree() async throws {
        try await Bench.with(marketCount: 600) { bench in
            _ = await bench.runner.run(bench.discovery(.all, state: .all))
            var settled = 0
            for _ in 0..<12 {
                let report = await bench.runner.run(
                    SettlementCollector(gamma: bench.gamma, clob: bench.clob, store: bench.store))
                #expect(report.status == .ok || report.status == .skipped)
                settled += report.receipt.tables[Settlement.table.name]?.new ?? 0
            }
            #expect(settled > 5)
            let rows = try await bench.rows(Settlement.table)
            #expect(rows.count == settled)
            for row in rows {
                let winner = row.text("winning_token_id")
                let payload = row.text("payload") ?? ""
                #expect(payload.contains("\"gamma\"") && payload.contains("\"clob\""))
                guard let winner else { continue }
                let tokens = try await bench.store.rows(
                    Query(OutcomeToken.table, where: [.equal("token_id", .text(winner))]))
                #expect(tokens.first?.text("market_id") == row.text("market_id"))
            }
            #expect(rows.contains { $0.text("winning_token_id") == nil }, "the market paid half and half")
            let notes = try await bench.rows(CollectorRun.table).compactMap { $0.text("metadata") }
            #expect(notes.contains { $0.contains("disagreement_") })
        }
    }

    @Test func theFinalCountIsThatOfTheWindowThatDecided() async throws {
        try await Bench.with { bench in
            _ = await bench.round()
            bench.clock.advance(by: .days(9))
            _ = await bench.round()
            _ = await bench.round()
            let rows = try await bench.rows(Settlement.table).filter {
                $0.integer("final_tweet_count") != nil
            }
            #expect(!rows.isEmpty)
            for row in rows where row.text("winning_outcome") == "Yes" {
                let market = row.text("market_id") ?? ""
                let tokens = try await bench.store.rows(
                    Query(OutcomeToken.table, where: [.equal("market_id", .text(market))]))
                let bucket = try #require(CountBucket(label: tokens.first?.text("outcome_label") ?? ""))
                let count = try #require(row.integer("final_tweet_count"))
                #expect(bucket.contains(count), "\(bucket) \(count)")
            }
        }
    }

    @Test func waitingMarketsAreGoneRoundByNumber() {
        func chosen(after cursor: MarketID?) -> [MarketID] {
            RoundRobin(["9", "10", "11", "100"], after: cursor, maximum: 3).chosen
        }
        #expect(chosen(after: nil) == ["9", "10", "11"])
        #expect(chosen(after: "11") == ["100", "9", "10"])
        #expect(chosen(after: "100") == ["9", "10", "11"])
        #expect(RoundRobin([MarketID](), after: nil, maximum: 3).chosen == [])
    }

    @Test func aMarketThatCannotBeLookedAtDoesNotStopTheOthers() async throws {
        try await Bench.with { bench in
            _ = await bench.runner.run(bench.discovery())
            let collector = SettlementCollector(gamma: bench.gamma, clob: bench.clob, store: bench.store)
            bench.simulator.faults.add(.status(500), on: "/clob/markets/", times: 3)
            let report = await bench.runner.run(collector)
            #expect(report.status == .partial)
            let settled = try await bench.store.count(Settlement.table)
            #expect(settled > 0)
            let cursors = try await bench.rows(Cursor.table).compactMap { $0.text("cursor_key") }
            #expect(cursors.contains("settlement_sync"))
        }
    }
}
