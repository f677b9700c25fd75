internal import Foundation
internal import HarvestCore
internal import Testing

@testable import HarvestSimulator

@Suite struct SimulatorPagingTests {
    let desk = SimulatorDesk(marketCount: 120) { $0.historyDays = 8 }

    /// Reads a keyset list to its end; `nil` when it does not end within `bound` pages.
    func ids(_ list: String, _ query: String, on desk: SimulatorDesk, bound: Int = 200) throws -> [String]? {
        var ids: [String] = []
        var cursor = ""
        for _ in 0..<bound {
            let page = try desk.object("/gamma/\(list)/keyset?\(query)\(cursor)")
            let rows = try #require(page[list] as? [[String: Any]])
            ids += rows.compactMap { $0["id"] as? String }
            guard let next = page["next_cursor"] as? String else { return ids }
            cursor = "&after_cursor=" + next
        }
        return nil
    }

    @Test(arguments: [
        "limit=500", "limit=7", "limit=40&order=id&ascending=false", "limit=33&order=volume24hr",
        "limit=50&order=endDate&ascending=true", "limit=20&closed=true", "limit=20&closed=false",
    ])
    func eventsAreReachedExactlyOnce(query: String) throws {
        let found = try #require(try ids("events", query, on: desk))
        let world = desk.simulator.world
        let expected = world.catalogue(at: SimulatorDesk.moment).events.filter { event in
            let isClosed = SimulatorDesk.moment >= event.closes
            return query.contains("closed=true")
                ? isClosed : query.contains("closed=false") ? !isClosed : true
        }.map { String($0.number) }
        #expect(found.count == Set(found).count)
        #expect(Set(found) == Set(expected))
    }

    @Test(arguments: [
        "limit=100", "limit=13&ascending=false", "limit=99&order=liquidityNum", "limit=100&closed=false",
    ])
    func marketsAreReachedExactlyOnce(query: String) throws {
        let found = try #require(try ids("markets", query, on: desk))
        let world = desk.simulator.world
        let expected = world.catalogue(at: SimulatorDesk.moment).events.flatMap { world.markets(of: $0) }
            .filter { !query.contains("closed=false") || !$0.isClosed(at: SimulatorDesk.moment) }
            .map { String($0.number) }
        #expect(found.count == Set(found).count)
        #expect(Set(found) == Set(expected))
    }

    @Test func theCensusCountsWhatIsListed() throws {
        let census = desk.simulator.census()
        #expect(try ids("events", "limit=500", on: desk)?.count == census.events)
        #expect(try ids("events", "limit=500&closed=false", on: desk)?.count == census.openEvents)
        #expect(try ids("markets", "limit=100&closed=false", on: desk)?.count == census.openMarkets)
        #expect(census.openMarkets < census.marketsOfOpenEvents && census.openTweetEvents > 5)
    }

    @Test func pagesAreNoLargerThanTheServersOwnBounds() throws {
        let large = SimulatorDesk(marketCount: 1_000)
        let events = try large.object("/gamma/events/keyset?limit=1000")["events"] as? [Any]
        #expect(events?.count == 500)
        let markets = try large.object("/gamma/markets/keyset?limit=1000")["markets"] as? [Any]
        #expect(markets?.count == 100)
        #expect(try large.rows("/gamma/markets?limit=500").count == 100)
        #expect(try large.rows("/gamma/events").count == 20)
    }

    @Test func otherSpellingsOfTheCursorGiveTheFirstPageAgain() throws {
        let first = desk.text("/gamma/events/keyset?limit=5")
        let next = try #require(try desk.object("/gamma/events/keyset?limit=5")["next_cursor"] as? String)
        #expect(desk.text("/gamma/events/keyset?limit=5&cursor=\(next)") == first)
        #expect(desk.text("/gamma/events/keyset?limit=5&next_cursor=\(next)") == first)
        #expect(desk.text("/gamma/events/keyset?limit=5&after_cursor=\(next)") != first)
    }

    @Test func offsetsAreRefusedWhereTheServerRefusesThem() throws {
        let keyset = desk.ask("/gamma/markets/keyset?offset=0")
        #expect(keyset.status == 422)
        let text = String(decoding: keyset.body, as: UTF8.self)
        #expect(
            text == #"{"type":"validation error","error":"offset is not allowed on keyset endpoints"}"#)
        #expect(desk.ask("/gamma/markets?offset=2000").status == 200)
        let deep = desk.ask("/gamma/markets?offset=3000")
        #expect(deep.status == 422)
        #expect(String(decoding: deep.body, as: UTF8.self).contains("use /markets/keyset"))
    }

    @Test func theClobsListEndsWithItsEndMarker() throws {
        let desk = SimulatorDesk(marketCount: 400)
        var found: [String] = []
        var cursor = ""
        var pages = 0
        while cursor != "LTE=", pages < 20 {
            let page = try desk.object("/clob/markets?next_cursor=\(cursor)")
            let rows = try #require(page["data"] as? [[String: Any]])
            #expect(page["limit"] as? Int == 1_000)
            #expect(page["count"] as? Int == rows.count)
            found += rows.compactMap { $0["condition_id"] as? String }
            cursor = try #require(page["next_cursor"] as? String)
            pages += 1
        }
        let all = desk.simulator.world.catalogue(at: SimulatorDesk.moment).marketsBefore.last
        #expect(pages > 1 && found.count == all && Set(found).count == all)
        #expect(try desk.object("/clob/markets")["next_cursor"] as? String == "MTAwMA==")
        #expect(try desk.object("/clob/markets?next_cursor=MA==")["count"] as? Int == 1_000)
    }

    @Test func aSlugHidesClosedRowsUnlessTheyAreAskedFor() throws {
        let closed = try #require(try desk.rows("/gamma/markets?closed=true&limit=1").first)
        let slug = try #require(closed["slug"] as? String)
        #expect(try desk.rows("/gamma/markets?slug=\(slug)").isEmpty)
        #expect(try desk.rows("/gamma/markets?slug=\(slug)&closed=true").count == 1)
        #expect(try desk.object("/gamma/markets/slug/\(slug)")["id"] as? String == closed["id"] as? String)
        #expect(desk.ask("/gamma/markets/slug/nothing-of-the-kind").status == 404)
    }

    @Test func repeatedNamesAskForSeveralRows() throws {
        let rows = try desk.rows("/gamma/markets?limit=3&closed=false")
        let conditions = rows.compactMap { $0["conditionId"] as? String }
        let query = conditions.map { "condition_ids=\($0)" }.joined(separator: "&")
        let found = try desk.rows("/gamma/markets?\(query)")
        #expect(Set(found.compactMap { $0["conditionId"] as? String }) == Set(conditions))
        let tokens = try rows.map { try SimulatorDesk.unpacked($0["clobTokenIds"])[1] }
        let byToken = try desk.rows(
            "/gamma/markets?" + tokens.map { "clob_token_ids=\($0)" }.joined(separator: "&"))
        #expect(byToken.count == 3)
        let ids = rows.compactMap { $0["id"] as? String }
        #expect(try desk.rows("/gamma/markets?id=\(ids[0])&id=\(ids[2])").count == 2)
    }

    @Test func filtersKeepTheirPromise() throws {
        let tagged = try desk.rows("/gamma/events?tag_slug=elon-musk&limit=500")
        #expect(tagged.count > 8)
        for event in tagged {
            let tags = event["tags"] as? [[String: Any]] ?? []
            #expect(tags.contains { $0["slug"] as? String == "elon-musk" })
        }
        let soon = try desk.rows("/gamma/events?closed=false&end_date_max=2026-11-25&limit=500")
        #expect(
            !soon.isEmpty && soon.allSatisfy { ($0["endDate"] as? String ?? "") <= "2026-11-25T00:00:00Z" })
        let rich = try desk.rows("/gamma/markets?closed=false&volume_num_min=1000000&limit=100")
        #expect(!rich.isEmpty && rich.allSatisfy { $0["volumeNum"] as? Double ?? 0 >= 1_000_000 })
        #expect(try desk.rows("/gamma/events?archived=true").isEmpty)
        #expect(try desk.rows("/gamma/events?tag_id=nonsense").isEmpty)
    }
}
