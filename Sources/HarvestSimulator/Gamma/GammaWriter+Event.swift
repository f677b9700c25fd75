internal import HarvestCore

/// Events: as rows of lists and alone, and as the short form that market rows carry.
extension GammaWriter {
    /// The whole event with its markets, tags and series.
    func write(_ event: EventFacts, to json: inout JSONWriter) {
        let text = world.text(of: event)
        let markets = world.markets(of: event)
        json.beginObject()
        writeHead(event, text, markets, to: &json)
        json.key("markets")
        json.beginArray()
        for (market, words) in zip(markets, text.markets) {
            write(market, words, text, within: nil, to: &json)
        }
        json.endArray()
        writeSeries(text, to: &json)
        json.key("tags")
        json.beginArray()
        for tag in text.tagIDs.compactMap(Tag.find(id:)) { write(tag, to: &json) }
        json.endArray()
        writeTail(event, text, to: &json)
        json.endObject()
    }

    /// The event as market rows carry it: without markets and tags.
    func writeShort(_ event: EventFacts, _ text: EventText, to json: inout JSONWriter) {
        json.beginObject()
        writeHead(event, text, world.markets(of: event), to: &json)
        writeSeries(text, to: &json)
        writeTail(event, text, to: &json)
        json.endObject()
    }

    private func writeHead(
        _ event: EventFacts, _ text: EventText, _ markets: [MarketFacts], to json: inout JSONWriter
    ) {
        let isClosed = moment >= event.closes
        json.member("id", String(event.number))
        json.member("ticker", text.slug)
        json.member("slug", text.slug)
        json.member("title", text.title)
        json.member("description", text.description)
        json.member("resolutionSource", text.source)
        json.member("startDate", stamp(event.created + .minutes(3), event.number, 1))
        json.member("creationDate", stamp(event.created + .minutes(3), event.number, 1))
        json.member("endDate", Wire.moment(event.endDate))
        json.member("image", Self.pictures + text.picture)
        json.member("icon", Self.pictures + text.picture)
        json.member("active", true)
        json.member("closed", isClosed)
        json.constant(#""archived":false,"new":false"#)
        json.member("featured", event.number % 11 == 0)
        json.member("restricted", true)
        writeNumbers(event, world.volumes(of: markets, at: moment), isClosed: isClosed, to: &json)
        json.member("enableOrderBook", true)
        if !isClosed {
            json.member(
                "liquidityClob",
                number: amount(world.volumes(of: markets, at: moment).liquidity, event.number))
        }
        json.member("negRisk", world.isNegRisk(event))
        if world.isNegRisk(event) { json.member("negRiskMarketID", world.negRiskMarketID(of: event)) }
        json.member("commentCount", event.number % 271)
    }

    private func writeNumbers(
        _ event: EventFacts, _ volumes: MarketVolumes, isClosed: Bool, to json: inout JSONWriter
    ) {
        if !isClosed { json.member("liquidity", number: amount(volumes.liquidity, event.number)) }
        json.member("volume", number: amount(volumes.total, event.number))
        json.member("openInterest", number: isClosed ? "0" : amount(volumes.total / 7, event.number + 1))
        json.member("createdAt", stamp(event.created, event.number, 2))
        json.member("updatedAt", stamp(min(moment, event.closes).floored(to: .minutes(5)), event.number, 6))
        json.member("competitive", number: competitive(event.number))
        if !isClosed { json.member("volume24hr", number: amount(volumes.day, event.number + 2)) }
        json.member("volume1wk", number: amount(volumes.week, event.number + 3))
        json.member("volume1mo", number: amount(volumes.month, event.number + 4))
        json.member("volume1yr", number: amount(volumes.year, event.number + 5))
    }

    private func writeSeries(_ text: EventText, to json: inout JSONWriter) {
        guard let series = text.series else { return }
        json.key("series")
        json.beginArray()
        write(series: series, recurrence: text.recurrence, to: &json)
        json.endArray()
    }

    private func writeTail(_ event: EventFacts, _ text: EventText, to json: inout JSONWriter) {
        json.member("cyom", false)
        if moment >= event.closes { json.member("closedTime", stamp(event.closes, event.number, 7)) }
        json.constant(#""showAllOutcomes":true,"showMarketImages":false"#)
        json.member("enableNegRisk", world.isNegRisk(event))
        json.member("automaticallyActive", true)
        if let window = event.window { json.member("startTime", Wire.moment(window.start)) }
        json.optional("seriesSlug", text.series)
        json.member("gmpChartMode", "default")
        json.member("negRiskAugmented", text.isAugmented)
        json.constant(
            #"""
            "cumulativeMarkets":false,"pendingDeployment":false,"deploying":false,\#
            "requiresTranslation":false
            """#)
    }

    func amount(_ millionths: Int64, _ number: Int) -> String {
        Wire.noisy(millionths, world.chance.bits(.volume, number, 9))
    }

    func competitive(_ number: Int) -> String {
        number % 4 == 0 ? "0" : "0." + Wire.padded(world.chance.below(99_999, .order, number) + 1, to: 5)
    }
}
