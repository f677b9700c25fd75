internal import HarvestCore

/// What the first outcome of a market is worth.
extension World {
    /// Steps at which bucket prices are worked out.
    private static let bucketStep = Duration.seconds(300)

    /// The middle price in thousandths, from 0 to 1,000.
    func middle(of market: MarketFacts, at moment: Timestamp) -> Int {
        if let window = market.event.window { return bucketMiddle(market, window, moment) }
        let base = 40 + chance.below(920, .price, market.number)
        let seconds = Int(moment.microseconds / 1_000_000)
        var price = isNegRisk(market.event) ? base * 2 / market.event.marketCount : base
        price += wave(
            market.number, 1, seconds, period: 6 * 86_400, height: 120 * price * (1_000 - min(price, 999)))
        price += wave(
            market.number, 2, seconds, period: 5 * 3_600, height: 40 * price * (1_000 - min(price, 999)))
        price = max(1, min(999, price))
        let age = market.age(at: moment)
        guard age > 950 else { return price }
        let goal = settledPrice(market)
        return price + (goal - price) * (age - 950) / 50
    }

    /// The prices of all buckets of a window, remembered for a while because every one of its books asks.
    func bucketPrices(_ window: TweetWindow, _ moment: Timestamp) -> [Int] {
        let key = BucketPrices.Key(window: window, moment: moment.floored(to: Self.bucketStep))
        if let known = bucketCache.withLock({ $0[key] }) { return known }
        let prices = BucketPrices.prices(of: window, stream: streams[window.account], at: key.moment)
        bucketCache.withLock { cache in
            if cache.count > 4_096 { cache.removeAll(keepingCapacity: true) }
            cache[key] = prices
        }
        return prices
    }

    private func bucketMiddle(_ market: MarketFacts, _ window: TweetWindow, _ moment: Timestamp) -> Int {
        if moment >= window.end { return settledPrice(market) }
        let price = bucketPrices(window, moment)[market.index]
        let nudge = chance.below(5, .price, market.number, Int(moment.microseconds / 60_000_000)) - 2
        return max(0, min(1_000, price > 5 ? price + nudge : price))
    }

    private func settledPrice(_ market: MarketFacts) -> Int {
        switch market.settlement.truth {
        case .first: 1_000
        case .second: 0
        case .split, .fraction: 500
        }
    }

    /// A triangle between minus and plus `height` millionths of thousandths, because sine differs by machine.
    private func wave(_ number: Int, _ part: Int, _ seconds: Int, period: Int, height: Int) -> Int {
        let length = period / 2 + chance.below(period, .price, number, part)
        let position = (seconds + chance.below(length, .price, number, part, 1)) % length
        let half = length / 2
        let ramp = position < half ? position : length - position
        return (ramp * 2 - half) * (height / 1_000) / half / 250
    }
}
