internal import HarvestCore

/// One market in the CLOB's words.
extension CLOBMarkets {
    func write(_ market: MarketFacts, to json: inout JSONWriter) {
        let identity = world.identity(of: market)
        let event = world.text(of: market.event)
        let text = event.markets[market.index]
        let isClosed = market.isClosed(at: moment)
        let isNegRisk = world.isNegRisk(market.event)
        json.beginObject()
        json.member("enable_order_book", !isClosed)
        json.member("active", true)
        json.member("closed", isClosed)
        json.member("archived", false)
        json.member("accepting_orders", isClosed ? market.settlement.isIrregular : !market.isPlaceholder)
        json.member("accepting_order_timestamp", (market.event.created + .minutes(1)).description)
        json.member("minimum_order_size", 5)
        json.member("minimum_tick_size", number: Wire.price(world.top(of: market, at: moment).tick))
        json.member("condition_id", identity.conditionID)
        json.member("question_id", identity.questionID)
        json.member("question", text.question)
        json.member("description", event.description)
        json.member("market_slug", text.slug)
        json.member("end_date_iso", market.event.endDate.day.start.description)
        json.null("game_start_time")
        json.constant(
            #"""
            "seconds_delay":0,"fpmm":"","maker_base_fee":0,"taker_base_fee":0,\#
            "notifications_enabled":true
            """#)
        json.member("neg_risk", isNegRisk)
        json.member("neg_risk_market_id", identity.negRiskMarketID ?? "")
        json.member("neg_risk_request_id", identity.negRiskRequestID ?? "")
        writeRest(market, event, text, identity, isClosed: isClosed, to: &json)
        json.endObject()
    }

    private func writeRest(
        _ market: MarketFacts, _ event: EventText, _ text: MarketText, _ identity: MarketIdentity,
        isClosed: Bool, to json: inout JSONWriter
    ) {
        json.member("icon", GammaWriter.pictures + event.picture)
        json.member("image", GammaWriter.pictures + event.picture)
        json.member("rewards", number: rewards(market))
        json.member("is_50_50_outcome", isClosed && market.settlement.clob == .split)
        writeTokens(market, text, identity, isClosed: isClosed, to: &json)
        json.key("tags")
        json.beginArray()
        for tag in event.tagIDs.compactMap(Tag.find(id:)) { json.string(tag.label) }
        json.string("All")
        json.endArray()
    }

    private func rewards(_ market: MarketFacts) -> String {
        guard market.number % 6 == 0 else { return #"{"rates":null,"min_size":0,"max_spread":0}"# }
        let asset = "0x2791Bca1f2de4661ED88A30C99A7a9449Aa84174"
        let rates = #"[{"asset_address":"\#(asset)","rewards_daily_rate":30}]"#
        return
            #"{"rates":\#(rates),"min_size":200,"max_spread":3.5}"#
    }

    private func writeTokens(
        _ market: MarketFacts, _ text: MarketText, _ identity: MarketIdentity, isClosed: Bool,
        to json: inout JSONWriter
    ) {
        let price = world.top(of: market, at: moment).price
        json.key("tokens")
        json.beginArray()
        for outcome in 0..<2 {
            let live = DecimalText.text(millionths: Int64(outcome == 0 ? price : 10_000 - price) * 100)
            json.beginObject()
            json.member("token_id", identity.tokens[outcome])
            json.member("outcome", text.outcomes[outcome])
            json.member("price", number: isClosed ? market.settlement.clob.price(outcome) : live)
            json.member("winner", isClosed && market.settlement.clob.isWon(by: outcome))
            json.endObject()
        }
        json.endArray()
    }
}

extension Settlement.Verdict {
    /// What an outcome's token is worth in the CLOB's list, where 34 digits never were.
    fileprivate func price(_ outcome: Int) -> String { self == .fraction ? "0.5" : prices[outcome] }

    fileprivate func isWon(by outcome: Int) -> Bool {
        switch self {
        case .first: outcome == 0
        case .second: outcome == 1
        case .split, .fraction: false
        }
    }
}
