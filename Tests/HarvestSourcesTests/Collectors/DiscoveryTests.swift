import HarvestCore
import HarvestSimulator
import HarvestTestSupport
import Testing

@testable import HarvestSources

@Suite struct DiscoveryTests {
    @Test func everyMarketOfTheExchangeIsFound() async throws {
        try await Bench.with(marketCount: 3_000) { bench in
            let report = await bench.runner.run(bench.discovery(.all))
            #expect(report.status == .ok, "\(report.failure?.description ?? "")")
            let markets = try await bench.store.count(Market.table)
            #expect(markets >= 3_000)
            let tokens = try await bench.store.count(OutcomeToken.table)
            #expect(tokens == 2 * markets)
            #expect(report.requests.count >= 3)
        }
    }

    @Test func theScopeAdmitsOnlyTweetCountsOfItsAccounts() async throws {
        try await Bench.with { bench in
            let report = await bench.runner.run(bench.discovery(.elonTweet))
            #expect(report.status == .ok)
            let titles = try await bench.rows(Event.table).compactMap { $0.text("title") }
            #expect(titles.count >= 3)
            #expect(titles.allSatisfy { $0.contains("Elon Musk") && $0.contains("#") })
        }
    }

    @Test(arguments: [
        (PageLie.clamped(rows: 100, keepsCursor: false), "E1212"),
        (.clamped(rows: 200, keepsCursor: false), "E1212"), (.clamped(rows: 37, keepsCursor: false), "E1212"),
        (.repeated, "E1211"),
        (.echoedCursor, "E1210"), (.endless, "E1211"), (.endlessEmpty, "E1214"),
    ])
    func aListThatLiesStopsTheJobWithTheEvidence(lie: PageLie, code: String) async throws {
        try await Bench.with(marketCount: 3_000) { bench in
            bench.simulator.faults.add(.paging(lie), on: "/gamma/events/keyset")
            let report = await bench.runner.run(bench.discovery(.all))
            #expect(report.failure?.code == code)
            #expect(report.status == .partial)
            let row = try #require(try await bench.rows(CollectorRun.table).first)
            #expect(row.text("error_code") == code)
            #expect(row.text("error_message")?.contains("page") == true)
        }
    }

    @Test func smallerPagesThanAskedForAreNoLieAsLongAsTheCursorLeadsOn() async throws {
        try await Bench.with(marketCount: 1_000) { bench in
            bench.simulator.faults.add(
                .paging(.clamped(rows: 50, keepsCursor: true)), on: "/gamma/events/keyset")
            let report = await bench.runner.run(bench.discovery(.all))
            #expect(report.status == .ok, "\(report.failure?.description ?? "")")
            let count = try await bench.store.count(Market.table)
            #expect(count >= 1_000)
        }
    }

    @Test func anEventThatIsNoLongerListedIsReadAgainByNumber() async throws {
        try await Bench.with { bench in
            _ = await bench.runner.run(bench.discovery())
            // Past the end of most events that are open, and past their settlement.
            let later = Bench.start + .days(40)
            let open = try await bench.rows(Event.table).filter { row in
                row.boolean("closed") == false
                    && row.timestamp("end_date").map { $0 < later - .days(2) } ?? false
            }
            #expect(open.count >= 3)
            bench.clock.advance(by: .days(40))
            _ = await bench.runner.run(bench.discovery())
            let after = try await bench.rows(Event.table)
            let closed = after.filter { row in
                row.boolean("closed") == true && open.contains { $0.text("event_id") == row.text("event_id") }
            }
            #expect(closed.count == open.count)
        }
    }

    @Test func aMarketStateIsWrittenOnChangeAndOtherwiseOncePerHour() async throws {
        try await Bench.with { bench in
            _ = await bench.runner.run(bench.discovery())
            let first = try await bench.store.count(MarketState.table)
            _ = await bench.runner.run(bench.discovery())
            let second = try await bench.store.count(MarketState.table)
            #expect(first == second)
            bench.clock.advance(by: .hours(2))
            _ = await bench.runner.run(bench.discovery())
            let third = try await bench.store.count(MarketState.table)
            #expect(third > second)
        }
    }

    @Test func otherAndPlaceholderOutcomesAreMarked() async throws {
        try await Bench.with(marketCount: 600) { bench in
            _ = await bench.runner.run(bench.discovery(.all))
            let tokens = try await bench.rows(OutcomeToken.table)
            #expect(tokens.contains { $0.boolean("is_other_outcome") == true })
            #expect(tokens.contains { $0.boolean("is_placeholder_outcome") == true })
            let marked = tokens.count { $0.boolean("is_placeholder_outcome") == true }
            #expect(marked < tokens.count / 2)
        }
    }
}
