internal import HarvestCore

/// Markets: with 110 keys, of which some are only there when they have something to say.
extension GammaWriter {
    /// Everything that one market's row is made from.
    struct MarketRow {
        let market: MarketFacts
        let text: MarketText
        let event: EventText
        let identity: MarketIdentity
        let top: BookTop
        let volumes: MarketVolumes
        let isClosed: Bool
        let isFresh: Bool
        let isNegRisk: Bool
    }

    /// A market; with its event when it is a row of a list of markets.
    func write(
        _ market: MarketFacts, _ text: MarketText, _ event: EventText, within owner: EventFacts?,
        tags: Bool = false, to json: inout JSONWriter
    ) {
        let row = MarketRow(
            market: market, text: text, event: event, identity: world.identity(of: market),
            top: world.top(of: market, at: min(moment, market.settlement.closes)),
            volumes: world.volumes(of: market, at: moment), isClosed: market.isClosed(at: moment),
            isFresh: market.isFresh(at: moment), isNegRisk: world.isNegRisk(market.event))
        json.beginObject()
        writeDescription(row, to: &json)
        writeState(row, to: &json)
        writeVolumes(row, to: &json)
        writeTrading(row, to: &json)
        if let owner {
            json.key("events")
            json.beginArray()
            writeShort(owner, event, to: &json)
            json.endArray()
        }
        writePrices(row, to: &json)
        if tags {
            json.key("tags")
            json.beginArray()
            for tag in event.tagIDs.compactMap(Tag.find(id:)) { write(tag, to: &json) }
            json.endArray()
        }
        writeFees(row, to: &json)
        json.endObject()
    }

    private func writeDescription(_ row: MarketRow, to json: inout JSONWriter) {
        let market = row.market
        json.member("id", String(market.number))
        json.member("question", row.text.question)
        json.member("conditionId", row.identity.conditionID)
        json.member("slug", row.text.slug)
        if market.number % 5 != 0 || market.event.window != nil {
            json.member("resolutionSource", row.event.source)
        }
        json.member("endDate", Wire.moment(market.event.endDate))
        if !row.isClosed { json.member("liquidity", amount(row.volumes.liquidity, market.number)) }
        json.member("startDate", stamp(market.event.created + .minutes(2), market.number, 1))
        json.member("image", Self.pictures + row.event.picture)
        json.member("icon", Self.pictures + row.event.picture)
        json.member("description", row.event.description)
        json.member("outcomes", packed: row.text.outcomes)
        if let prices = outcomePrices(row) { json.member("outcomePrices", packed: prices) }
    }

    private func outcomePrices(_ row: MarketRow) -> [String]? {
        if row.isClosed { return row.market.settlement.gamma.prices }
        guard !row.isFresh else { return nil }
        let price = row.top.price
        return [price, 10_000 - price].map { DecimalText.text(millionths: Int64($0) * 100) }
    }

    private func writeState(_ row: MarketRow, to json: inout JSONWriter) {
        let market = row.market
        let closed = market.settlement.closes
        if !row.isFresh { json.member("volume", amount(row.volumes.total, market.number)) }
        json.member("active", !market.isPlaceholder)
        json.member("closed", row.isClosed)
        json.member("marketMakerAddress", "")
        json.member("createdAt", stamp(market.event.created, market.number, 2))
        json.member("updatedAt", stamp(min(moment, closed).floored(to: .minutes(1)), market.number, 6))
        if row.isClosed { json.member("closedTime", Wire.blankSeparated(closed)) }
        json.constant(
            #"""
            "new":false,"featured":false,"submitted_by":"0x91430CaD2d3975766499717fA0D66A78D814E5c5",\#
            "archived":false
            """#)
        json.member("resolvedBy", row.identity.resolvedBy)
        json.member("restricted", true)
        json.optional("groupItemTitle", row.text.groupTitle)
        json.member("groupItemThreshold", String(market.index))
        json.member("questionID", row.identity.questionID)
        if row.isClosed, !market.settlement.isIrregular { json.member("umaEndDate", Wire.moment(closed)) }
        json.member("enableOrderBook", true)
        json.member("orderPriceMinTickSize", number: Wire.price(row.top.tick))
        json.member("orderMinSize", 5)
        json.optional("umaResolutionStatus", resolutionStatus(row))
    }

    private func resolutionStatus(_ row: MarketRow) -> String? {
        if row.market.settlement.isIrregular || row.market.settlement.gamma == .fraction { return nil }
        if row.isClosed { return "resolved" }
        return moment >= row.market.event.endDate ? "proposed" : nil
    }

    private func writeVolumes(_ row: MarketRow, to json: inout JSONWriter) {
        let (volumes, number) = (row.volumes, row.market.number)
        if !row.isFresh { json.member("volumeNum", number: amount(volumes.total, number)) }
        if !row.isClosed { json.member("liquidityNum", number: amount(volumes.liquidity, number)) }
        json.member("endDateIso", row.market.event.endDate.day.description)
        json.member("startDateIso", row.market.event.created.day.description)
        json.member("hasReviewedDates", true)
        let spans = [("1wk", volumes.week), ("1mo", volumes.month), ("1yr", volumes.year)]
        let day = row.isClosed ? [] : [("24hr", volumes.day)]
        let shown = row.isFresh ? [] : day + spans
        for (name, value) in shown { write("volume" + name, amount(value, number + 1), to: &json) }
        json.member("clobTokenIds", packed: row.identity.tokens)
        json.constant(#""umaBond":"500","umaReward":"5""#)
        for (name, value) in shown { write("volume\(name)Clob", amount(value, number + 1), to: &json) }
        if !row.isFresh { json.member("volumeClob", number: amount(volumes.total, number)) }
        if !row.isClosed { json.member("liquidityClob", number: amount(volumes.liquidity, number)) }
    }

    private func writeTrading(_ row: MarketRow, to json: inout JSONWriter) {
        let takesOrders = row.isClosed ? row.market.settlement.isIrregular : !row.market.isPlaceholder
        json.constant(#""makerBaseFee":0,"takerBaseFee":0,"customLiveness":0"#)
        json.member("acceptingOrders", takesOrders)
        json.member("negRisk", row.isNegRisk)
        json.optional("negRiskMarketID", row.identity.negRiskMarketID)
        json.member("negRiskRequestID", row.identity.negRiskRequestID ?? "")
    }
}
