internal import Foundation
internal import HarvestCore
internal import Testing

@testable import HarvestSimulator

/// What the simulator serves has no key and no kind of value that was never recorded, and lacks none that was
/// always there.
@Suite(.enabled(if: SimulatorRecordings.isThere, "recorded payloads are not beside this checkout"))
struct SimulatorShapeTests {
    let desk = SimulatorDesk()

    /// Recorded Gamma markets, alone and within events, old legacy rows aside.
    static func recordedMarkets() throws -> [[String: Any]] {
        let events = try recordedEvents()
        let alone = try [
            "market_2026-03", "market_closed_binary_resolved_accepting-true", "market_gta-vi_2026-04",
            "market_sports_map-handicap",
        ].map { try SimulatorRecordings.object("gamma/\($0).json") }
        return events.flatMap { $0["markets"] as? [[String: Any]] ?? [] } + alone
    }

    static func recordedEvents() throws -> [[String: Any]] {
        let search = try SimulatorRecordings.object("gamma/public-search_fed_2026-05.json")["events"]
        return try SimulatorRecordings.rows("gamma/events_list_10_2026-01-04.json")
            + (search as? [[String: Any]] ?? [])
            + ["event_2026-03", "event_fed-decision-june_2026-05", "event_venezuela_raw-compact_2026-01"]
            .map { try SimulatorRecordings.object("gamma/\($0).json") }
    }

    @Test func gammaMarketsLookRecorded() throws {
        let recorded = AnswerShape(try Self.recordedMarkets())
        let page = try desk.object("/gamma/markets/keyset?limit=100&closed=true")["markets"]
        let rows = try desk.rows("/gamma/markets?limit=100") + (page as? [[String: Any]] ?? [])
        let served = AnswerShape(rows)
        #expect(recorded.surprises(in: served) == [])
        #expect(recorded.always.subtracting(served.always) == [])
    }

    @Test func gammaEventsLookRecorded() throws {
        let recorded = AnswerShape(try Self.recordedEvents())
        let page = try desk.object("/gamma/events/keyset?limit=500&closed=true")["events"]
        let rows = try desk.rows("/gamma/events?limit=500") + (page as? [[String: Any]] ?? [])
        // The only recorded closing time of an event is in a file whose events are closed.
        #expect(recorded.surprises(in: AnswerShape(rows), butFor: ["closedTime"]) == [])
        #expect(recorded.always.subtracting(AnswerShape(rows).always) == [])
    }

    @Test func keysetEnvelopeHoldsSchemaRowsAndCursor() throws {
        let page = try desk.object("/gamma/markets/keyset?limit=5")
        #expect(Set(page.keys) == ["$schema", "markets", "next_cursor"])
    }

    @Test func clobMarketsLookRecorded() throws {
        let page =
            try SimulatorRecordings.object("clob/markets_page_100.json")["data"] as? [[String: Any]] ?? []
        let alone = try ["market_single_2024", "market_closed_accepting-true"]
            .map { try SimulatorRecordings.object("clob/\($0).json") }
        let recorded = AnswerShape(page + alone)
        let served = AnswerShape(try desk.object("/clob/markets")["data"] as? [[String: Any]] ?? [])
        #expect(recorded.surprises(in: served) == [])
        #expect(recorded.always.subtracting(served.always) == [])
    }

    @Test func booksLookRecordedAndKeepTheOrderOfKeys() throws {
        let recorded = AnswerShape(
            try SimulatorRecordings.rows("clob/books_10_fed-june_POST-books_2026-05.json"))
        let event = try #require(try desk.tweetEvents().last)
        let markets = try #require(event["markets"] as? [[String: Any]])
        let token = try #require(try SimulatorDesk.unpacked(markets[12]["clobTokenIds"]).first)
        #expect(recorded.surprises(in: AnswerShape([try desk.object("/clob/book?token_id=\(token)")])) == [])
        let text = desk.text("/clob/book?token_id=\(token)")
        let keys = [
            "market", "asset_id", "timestamp", "hash", "bids", "asks", "min_order_size", "tick_size",
            "neg_risk",
            "last_trade_price",
        ]
        let places = keys.compactMap { text.range(of: "\"\($0)\":")?.lowerBound }
        #expect(places.count == keys.count && places == places.sorted())
    }

    @Test func trackerObjectsLookRecorded() throws {
        let user = try SimulatorRecordings.object("xtracker/user_ZelenskyyUa_2026-04-09.json")
        let served = try desk.object("/xtracker/api/users/elonmusk")
        #expect(AnswerShape([user]).surprises(in: AnswerShape([served])) == [])
        let data = try #require(user["data"] as? [String: Any])
        let servedData = try #require(served["data"] as? [String: Any])
        #expect(Set(data.keys) == Set(servedData.keys))
        let old = try SimulatorRecordings.rows("xtracker/all_trackings_with_stats_elonmusk_2026-04-24.json")
        let trackings = try #require(servedData["trackings"] as? [[String: Any]])
        #expect(AnswerShape(old).surprises(in: AnswerShape(trackings)) == [])
    }

    @Test func trackerRowsLookRecorded() throws {
        let posts = try SimulatorRecordings.object("xtracker/user_posts_ZelenskyyUa_2026-04-09.json")["data"]
        let served = try desk.data("/xtracker/api/users/elonmusk/posts") as? [[String: Any]] ?? []
        #expect(AnswerShape(posts as? [[String: Any]] ?? []).surprises(in: AnswerShape(served)) == [])
        #expect(served.count > 100)
        let metrics = try SimulatorRecordings.object("xtracker/metrics_daily_elonmusk_2026-04-09.json")[
            "data"]
        let own =
            try desk.data("/xtracker/api/metrics/\(SimulatedAccount.all[0].id)") as? [[String: Any]] ?? []
        #expect(AnswerShape(metrics as? [[String: Any]] ?? []).surprises(in: AnswerShape(own)) == [])
        #expect(own.count > 20)
    }

    @Test func statsLookRecorded() throws {
        let old = try SimulatorRecordings.rows("xtracker/all_trackings_with_stats_elonmusk_2026-04-24.json")
        let recorded = AnswerShape(old.compactMap { $0["stats"] as? [String: Any] })
        let all = try desk.data("/xtracker/api/trackings") as? [[String: Any]] ?? []
        let id = try #require(all.first?["id"] as? String)
        let one = try desk.data("/xtracker/api/trackings/\(id)?includeStats=true") as? [String: Any]
        let stats = try #require(one?["stats"] as? [String: Any])
        #expect(recorded.surprises(in: AnswerShape([stats])) == [])
        #expect(recorded.always == Set(stats.keys))
    }

    @Test func tagsAndSportsLookRecorded() throws {
        let recorded = AnswerShape(
            try SimulatorRecordings.rows("gamma/tags_5.json")
                + SimulatorRecordings.rows("gamma/tags_related_20_2026-10.json")
                + Self.recordedEvents().flatMap { $0["tags"] as? [[String: Any]] ?? [] })
        #expect(recorded.surprises(in: AnswerShape(try desk.rows("/gamma/tags?limit=300"))) == [])
        let sport = AnswerShape([try SimulatorRecordings.object("gamma/sports_one-element_nba.json")])
        #expect(sport.surprises(in: AnswerShape(try desk.rows("/gamma/sports"))) == [])
    }
}
