internal import HarvestCore

/// The second half of a market's keys: rewards, prices, flags and fees.
extension GammaWriter {
    func writePrices(_ row: MarketRow, to json: inout JSONWriter) {
        json.constant(#""ready":false,"funded":false"#)
        let accepting = (row.market.event.created + .minutes(1)).floored(to: .seconds(1))
        json.member("acceptingOrdersTimestamp", Wire.moment(accepting))
        json.member("cyom", false)
        if !row.isClosed { json.member("competitive", number: competitive(row.market.number)) }
        json.constant(#""pagerDutyNotificationEnabled":false,"approved":true"#)
        json.member("rewardsMinSize", row.market.number % 3 == 0 ? 200 : 50)
        json.member("rewardsMaxSpread", number: row.market.number % 2 == 0 ? "3.5" : "4.5")
        json.member("spread", number: row.isClosed ? "0.001" : Wire.price(row.top.spread))
        if row.isClosed { json.member("automaticallyResolved", true) }
        writeChanges(row, to: &json)
        json.optional("lastTradePrice", number: row.top.lastTrade.map(Wire.price))
        if !row.isClosed, !row.isFresh { json.optional("bestBid", number: row.top.bid.map(Wire.price)) }
        json.member("bestAsk", number: Wire.price(row.isClosed ? closedAsk(row) : row.top.ask ?? 1_000))
    }

    private func writeChanges(_ row: MarketRow, to json: inout JSONWriter) {
        guard !row.isFresh else { return }
        for (index, name) in ["oneDay", "oneHour", "oneWeek", "oneMonth"].enumerated() {
            let drawn = world.chance.below(60, .price, row.market.number, index, 7) - 30
            guard drawn % 7 != 0 else { continue }
            write(name + "PriceChange", DecimalText.text(millionths: Int64(drawn) * 500), to: &json)
        }
    }

    private func closedAsk(_ row: MarketRow) -> Int {
        row.market.settlement.gamma == .first ? 1_000 : 1
    }

    func writeFees(_ row: MarketRow, to json: inout JSONWriter) {
        json.constant(#""automaticallyActive":true,"clearBookOnStart":true"#)
        if row.market.number % 3 != 0 { json.member("seriesColor", "") }
        json.constant(#""showGmpSeries":false,"showGmpOutcome":false,"manualActivation":false"#)
        json.member("negRiskOther", row.text.isOther)
        json.member("umaResolutionStatuses", packed: statuses(row))
        json.constant(#""pendingDeployment":false,"deploying":false"#)
        json.member("deployingTimestamp", stamp(row.market.event.created, row.market.number, 3))
        json.constant(#""rfqEnabled":false,"holdingRewardsEnabled":false"#)
        let hasFees = row.market.number % 4 == 1 && row.market.event.window == nil
        json.member("feesEnabled", hasFees)
        json.member("requiresTranslation", false)
        if hasFees {
            json.member("feeType", "crypto_fees")
            json.member(
                "feeSchedule", number: #"{"exponent":1,"rate":0.07,"takerOnly":true,"rebateRate":0.2}"#)
        } else {
            json.null("feeType")
        }
    }

    private func statuses(_ row: MarketRow) -> [String] {
        guard row.isClosed || moment >= row.market.event.endDate else { return [] }
        switch row.market.number % 5 {
        case 0: return ["proposed", "disputed", "proposed"]
        case 1 where row.isClosed: return []
        default: return ["proposed"]
        }
    }
}
