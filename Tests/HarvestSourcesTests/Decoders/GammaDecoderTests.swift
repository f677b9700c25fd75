import HarvestCore
import HarvestSources
import Testing

/// Gamma's shapes beyond the recordings: envelopes, cursors, bad elements, error bodies.
struct GammaDecoderTests {
    static func market(_ members: String) -> String {
        #"{"id":"1","question":"Q","conditionId":"0x1","slug":"s","active":true,"#
            + #""closed":false,"archived":false,"#
            + #""description":"","icon":"","image":"","umaResolutionStatuses":"[]","feesEnabled":false,"#
            + #""spread":0.01,\#(members)}"#
    }

    static let long = String(repeating: "7", count: 513)

    static let tokens = #""outcomes":"[\"Yes\", \"No\"]","clobTokenIds":"[\"11\", \"22\"]""#

    static func markets(_ body: String) throws -> Decoded<GammaMarket> {
        try GammaDecoder.marketsPage(RecordedPayloads.frame(body, source: "gamma"))
    }

    @Test func aKeysetEnvelopeGivesItsCursorAndTheLastOneNone() throws {
        let page = try Self.markets(
            #"{"$schema":"x","markets":[\#(Self.market(Self.tokens))],"next_cursor":"abc"}"#)
        #expect(page.elements.count == 1 && page.nextCursor == "abc" && page.drift.isEmpty)
        let last = try Self.markets(#"{"markets":[]}"#)
        #expect(last.elements.isEmpty && last.nextCursor == nil)
        #expect(try Self.markets("[]").elements.isEmpty)
    }

    @Test func outcomesMayComeAsRealArrays() throws {
        let plain = Self.market(
            #""outcomes":["Yes","No"],"clobTokenIds":["11","22"],"outcomePrices":["0.5",0.5]"#)
        let outcomes = try #require(try Self.markets("[\(plain)]").elements.first).outcomes
        #expect(outcomes.map(\.name) == ["Yes", "No"])
        #expect(outcomes.map(\.tokenID) == ["11", "22"])
        #expect(outcomes.map(\.price) == [Price(millionths: 500_000), Price(millionths: 500_000)])
    }

    @Test func aFreshMarketHasNoPrices() throws {
        let market = try #require(try Self.markets("[\(Self.market(Self.tokens))]").elements.first)
        #expect(market.outcomes.map(\.price) == [nil, nil] && market.liquidity == nil && market.end == nil)
    }

    @Test(arguments: [
        (#""outcomes":"[\"Yes\"]","clobTokenIds":"[\"11\", \"22\"]""#, "E2013", "outcomes"),
        (#""outcomes":["Yes","No"],"clobTokenIds":["11","11"]"#, "E2013", "clobTokenIds"),
        (#""outcomes":["Yes","No"],"clobTokenIds":["11",""]"#, "E2013", "clobTokenIds"),
        (#""outcomes":["Yes","No"],"outcomePrices":["a","b"]"#, "E2012", "outcomePrices"),
        (#""outcomes":"[\"Yes\"","clobTokenIds":"[]""#, "E2012", "outcomes"),
        (#""outcomes":7,"clobTokenIds":"[]""#, "E2011", "outcomes"),
        (#""outcomes":["Yes","\#(long)"],"clobTokenIds":["11","22"]"#, "E2012", "outcomes"),
        (#""outcomes":["Yes","No"],"clobTokenIds":["11","\#(long)"]"#, "E2012", "clobTokenIds"),
        (#""outcomes":[],"volume":"lots""#, "E2012", "volume"),
        (#""outcomes":[],"endDate":"soon""#, "E2012", "endDate"),
        (#""outcomes":[],"negRisk":3"#, "E2011", "negRisk"),
    ])
    func aMarketThatCannotBeUsedIsOneReject(members: String, code: String, key: String) throws {
        let page = try Self.markets("[\(Self.market(Self.tokens)),\(Self.market(members))]")
        #expect(page.elements.count == 1)
        #expect(page.rejected.map(\.error.code) == [code])
        #expect(page.rejected.map(\.error.keyPath) == ["[1].\(key)"])
        #expect(page.rejected.map(\.index) == [1])
    }

    @Test func aBadMarketLeavesItsEventAndTheOthers() throws {
        let bad = Self.market(#""outcomes":["Yes"],"clobTokenIds":["11","22"]"#)
        let text =
            #"{"events":[{"id":"9","slug":"e","ticker":"t","title":"T","active":true,"closed":false,"#
            + #""archived":false,"negRiskAugmented":true,"#
            + #""series":[{"id":"5","slug":"elon-tweets","title":"E"}],"#
            + #""tags":[{"id":"972","label":"Tweet Markets","slug":"tweet-markets"},{"label":"x"}],"#
            + #""markets":[\#(bad),\#(Self.market(Self.tokens))]}],"next_cursor":"n"}"#
        let frame = RecordedPayloads.frame(text, source: "gamma")
        let page = try GammaDecoder.eventsPage(frame)
        let event = try #require(page.elements.first)
        #expect(event.markets.count == 1 && event.tags.map(\.id) == ["972"])
        #expect(event.seriesSlugs == ["elon-tweets"] && event.isNegRiskAugmented == true)
        #expect(
            page.rejected.map(\.error.keyPath).sorted()
                == ["events[0].markets[0].outcomes", "events[0].tags[1].id"])
        let rows = page.rejections(of: frame)
        let row = try #require(rows.first { $0.code == "E2013" })
        #expect(row.excerpt == bad && row.source == "gamma")
    }

    @Test(arguments: [
        #"{"type":"validation error","error":"offset too large, use /markets/keyset"}"#,
        #"{"error":"slug not found","type":"not found error"}"#, #"{"error":{"message":"deep"}}"#,
    ])
    func anErrorBodyIsNoPageWhateverTheStatus(body: String) {
        let error = #expect(throws: DecodeError.self) { try Self.markets(body) }
        #expect(error?.code == "E2020")
        #expect(error?.message.hasSuffix(UpstreamErrorBody.text(from: Array(body.utf8))) == true)
    }

    @Test(arguments: [("{}", "E2010"), ("7", "E2011"), (#"{"markets":{}}"#, "E2011"), ("null", "E2011")])
    func anotherShapeIsAnErrorNotAnEmptyPage(body: String, code: String) {
        let error = #expect(throws: DecodeError.self) { try Self.markets(body) }
        #expect(error?.code == code)
    }

    @Test func aNewKeyBecomesARow() throws {
        let frame = RecordedPayloads.frame(
            "[\(Self.market(Self.tokens + #","fresh":[1,2]"#))]", source: "gamma")
        let rows = try GammaDecoder.marketsPage(frame).fieldDrift(of: frame)
        #expect(rows.map(\.field) == ["market.fresh"])
        #expect(rows.map(\.kind) == [.unknown] && rows.map(\.sample) == ["[1,2]"])
        #expect(rows.map(\.source) == ["gamma"] && rows.map(\.occurrences) == [1])
    }
}
