internal import HarvestCore

/// Volumes and liquidity: they grow by the minute at a pace of each market's own.
extension World {
    func volumes(of market: MarketFacts, at moment: Timestamp) -> MarketVolumes {
        let end = min(moment, market.settlement.closes)
        let minutes = max(0, (end - market.event.created).microseconds / 60_000_000)
        let bits = chance.bits(.volume, market.number)
        let magnitudes: [Int64] = [40, 300, 1_500, 9_000, 40_000, 250_000]
        // Millionths of USDC a minute.
        let pace =
            magnitudes[Int(bits % 6)] * 1_000_000 / 1_440 * Int64(1 + (bits >> 8 & 7))
            + Int64(bits >> 16 & 1_023)
        func within(_ days: Int64) -> Int64 {
            let silent = max(0, (moment - end).microseconds / 60_000_000)
            return pace * max(0, min(minutes, days * 1_440 - silent))
        }
        var volumes = MarketVolumes(
            total: pace * minutes, day: within(1), week: within(7), month: within(30), year: within(365))
        if market.isFresh(at: moment) { volumes = MarketVolumes() }
        let isClosed = market.isClosed(at: moment)
        let hour = Int(moment.microseconds / 3_600_000_000)
        let resting = Int64(1_000 + chance.below(90_000, .volume, market.number, hour)) * 1_230_077
        volumes.liquidity = isClosed || market.isFresh(at: moment) ? 0 : resting + pace
        return volumes
    }

    func volumes(of markets: [MarketFacts], at moment: Timestamp) -> MarketVolumes {
        markets.reduce(into: MarketVolumes()) { $0 += volumes(of: $1, at: moment) }
    }
}
