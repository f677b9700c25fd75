internal import Foundation
internal import HarvestCore
internal import Testing

@testable import HarvestSimulator

@Suite struct SimulatorSettlementTests {
    let desk = SimulatorDesk()

    func clob(_ market: [String: Any]) throws -> [String: Any] {
        try desk.object("/clob/markets/\(try #require(market["conditionId"] as? String))")
    }

    func winners(_ market: [String: Any]) throws -> [Bool] {
        try #require(try clob(market)["tokens"] as? [[String: Any]]).compactMap { $0["winner"] as? Bool }
    }

    /// Markets of the running 7-day event that is furthest along, by bucket.
    func buckets() throws -> [String: [String: Any]] {
        let events = try desk.tweetEvents().filter { ($0["markets"] as? [Any])?.count == 26 }
        let oldest = try #require(
            events.min { ($0["endDate"] as? String ?? "") < ($1["endDate"] as? String ?? "") })
        #expect(oldest["closed"] as? Bool == false)
        let markets = try #require(oldest["markets"] as? [[String: Any]])
        return Dictionary(uniqueKeysWithValues: markets.map { ($0["groupItemTitle"] as? String ?? "", $0) })
    }

    @Test func aBucketIsSettledWithinAnOpenEventAndBothServicesAgree() throws {
        let market = try #require(try buckets()["0-19"])
        #expect(market["closed"] as? Bool == true)
        #expect(market["outcomePrices"] as? String == #"["0", "1"]"#)
        #expect(market["umaResolutionStatus"] as? String == "resolved")
        #expect((market["closedTime"] as? String)?.hasSuffix("+00") == true)
        #expect(try winners(market) == [false, true])
        #expect(try clob(market)["closed"] as? Bool == true)
    }

    @Test func onOneBucketTheServicesDisagree() throws {
        let market = try #require(try buckets()["20-39"])
        #expect(market["outcomePrices"] as? String == #"["0", "1"]"#)
        #expect(try winners(market) == [true, false])
    }

    @Test func oneBucketEndsHalfAndHalf() throws {
        let market = try #require(try buckets()["40-59"])
        #expect(market["outcomePrices"] as? String == #"["0.5", "0.5"]"#)
        #expect(try winners(market) == [false, false])
        #expect(try clob(market)["is_50_50_outcome"] as? Bool == true)
    }

    @Test func theWinnerIsTheBucketOfTheCount() throws {
        let closed = try desk.rows("/gamma/events?tag_id=282&closed=true&limit=200")
            .filter { ($0["slug"] as? String ?? "").contains("of-tweets") }
        let trackings = try desk.data("/xtracker/api/users/elonmusk/trackings") as? [[String: Any]] ?? []
        var checked = 0
        for event in closed {
            let link = "https://polymarket.com/event/\(event["slug"] ?? "")"
            guard let id = trackings.first(where: { $0["marketLink"] as? String == link })?["id"] as? String
            else { continue }
            let one = try desk.data("/xtracker/api/trackings/\(id)?includeStats=true") as? [String: Any]
            let total = try #require((one?["stats"] as? [String: Any])?["total"] as? Int)
            let markets = try #require(event["markets"] as? [[String: Any]])
            let winners = markets.filter { $0["outcomePrices"] as? String == #"["1", "0"]"# }
            #expect(winners.count == 1)
            let label = try #require(winners.first?["groupItemTitle"] as? String)
            #expect(contains(label, total), "\(label) should hold \(total)")
            checked += 1
        }
        #expect(checked > 10)
    }

    private func contains(_ label: String, _ count: Int) -> Bool {
        let numbers = label.split { !$0.isNumber }.compactMap { Int($0) }
        if label.hasPrefix("<") { return count < numbers[0] }
        if label.hasSuffix("+") { return count >= numbers[0] }
        return (numbers[0]...numbers[1]).contains(count)
    }

    @Test func anOpenEventSettlesAsTimePassesItsEnd() throws {
        let event = try #require(try desk.tweetEvents().first { ($0["markets"] as? [Any])?.count == 10 })
        let id = try #require(event["id"] as? String)
        let end = try #require((event["endDate"] as? String).flatMap { Timestamp(parsing: $0) })
        let proposed = try SimulatorDesk(at: end + .minutes(30)).object("/gamma/events/\(id)")
        let open = try #require((proposed["markets"] as? [[String: Any]])?.first)
        #expect(open["closed"] as? Bool == false && open["umaResolutionStatus"] as? String == "proposed")
        let settled = try SimulatorDesk(at: end + .hours(2)).object("/gamma/events/\(id)")
        #expect(settled["closed"] as? Bool == true && settled["closedTime"] != nil)
        let markets = try #require(settled["markets"] as? [[String: Any]])
        #expect(markets.allSatisfy { $0["closed"] as? Bool == true })
        #expect(markets.filter { $0["outcomePrices"] as? String == #"["1", "0"]"# }.count == 1)
    }

    @Test func everyConditionFollowsFromItsQuestion() throws {
        let rows = try desk.rows("/gamma/markets?limit=100")
        for market in rows {
            let isNegRisk = try #require(market["negRisk"] as? Bool)
            let oracle =
                isNegRisk ? MarketIdentity.negRiskAdapter : try #require(market["resolvedBy"] as? String)
            let question = MarketIdentity.address(try #require(market["questionID"] as? String))
            let condition = MarketIdentity.condition(
                oracle: MarketIdentity.address(oracle), question: question)
            #expect(
                question.count == 32 && MarketIdentity.text(condition) == market["conditionId"] as? String)
        }
        #expect(Set(rows.compactMap { $0["negRisk"] as? Bool }).count == 2)
    }

    @Test func anAugmentedEventHasPlaceholdersAndOther() throws {
        let event = try #require(
            try desk.rows("/gamma/events?closed=false&limit=500").first {
                $0["negRiskAugmented"] as? Bool == true
            })
        let markets = try #require(event["markets"] as? [[String: Any]])
        #expect(
            markets.filter { $0["negRiskOther"] as? Bool == true }.map { $0["groupItemTitle"] as? String }
                == ["Other"])
        let placeholders = markets.filter { $0["active"] as? Bool == false }
        #expect(placeholders.compactMap { $0["groupItemTitle"] as? String } == ["Person A", "Person B"])
    }

    @Test func oddSettlementsOfTheOldDaysAreThere() throws {
        let event = try #require(
            desk.simulator.world.catalogue(at: SimulatorDesk.moment).events.last { $0.slot == 1 })
        let markets = try #require(
            try desk.object("/gamma/events/\(event.number)")["markets"] as? [[String: Any]])
        #expect(markets.map { $0["closed"] as? Bool } == [true, true, true, true, false])
        #expect(markets[2]["acceptingOrders"] as? Bool == true && markets[2]["umaResolutionStatus"] == nil)
        #expect(try SimulatorDesk.unpacked(markets[3]["outcomePrices"]).allSatisfy { $0.count > 30 })
    }
}
