internal import HarvestCore

/// Order books: a function of the market and of the moment of its last change.
extension World {
    /// Seconds between changes, drawn per market.
    private static let paces = [5, 10, 20, 30, 60, 120, 300]

    /// The book of the first outcome at a moment.
    func book(of market: MarketFacts, at moment: Timestamp) -> SimulatedBook {
        let top = top(of: market, at: moment)
        return SimulatedBook(
            changed: top.changed, tick: top.tick,
            bids: top.bid.map { levels(market, top.version, from: $0, by: -top.tick).reversed() } ?? [],
            asks: top.ask.map { levels(market, top.version, from: $0, by: top.tick).reversed() } ?? [],
            lastTrade: top.lastTrade)
    }

    /// The best prices of the first outcome at a moment, which is all that most answers need.
    func top(of market: MarketFacts, at moment: Timestamp) -> BookTop {
        let (version, changed) = lastChange(of: market, at: moment)
        let middle = middle(of: market, at: changed)
        let tick = tick(of: market, middle)
        let isFresh = market.isFresh(at: changed)
        let sides = openSides(of: market, isFresh: isFresh)
        let (bid, ask) = best(of: market, version, middle, tick)
        return BookTop(
            version: version, changed: changed, tick: tick, bid: sides.bids && bid > 0 ? bid : nil,
            ask: sides.asks && ask < 1_000 ? ask : nil,
            lastTrade: isFresh ? nil : lastTrade(of: market, version, middle))
    }

    /// Number and moment of a market's last change, to the millisecond.
    private func lastChange(of market: MarketFacts, at moment: Timestamp) -> (Int, Timestamp) {
        let pace = Self.paces[chance.below(Self.paces.count, .change, market.number)]
        let version = Int(moment.microseconds / 1_000_000) / pace
        let changed = change(version, of: market, pace)
        if changed <= moment { return (version, max(changed, market.event.created)) }
        return (version - 1, max(change(version - 1, of: market, pace), market.event.created))
    }

    private func change(_ version: Int, of market: MarketFacts, _ pace: Int) -> Timestamp {
        let jitter = chance.below(pace * 1_000, .jitter, market.number, version)
        return Timestamp(milliseconds: Int64(version * pace * 1_000 + jitter))
    }

    /// Prices near the ends get the finer step, as the venue has it.
    private func tick(of market: MarketFacts, _ middle: Int) -> Int {
        let isFine = market.event.window != nil || chance.below(2, .book, market.number) == 0
        return isFine || middle < 40 || middle > 960 ? 1 : 10
    }

    private func openSides(of market: MarketFacts, isFresh: Bool) -> (bids: Bool, asks: Bool) {
        if isFresh, chance.below(2, .side, market.number) == 0 { return (false, false) }
        guard market.event.window == nil, configuration.quirks.contains(.emptySides) else {
            return (true, true)
        }
        switch chance.below(48, .side, market.number, 1) {
        case 0: return (false, true)
        case 1: return (true, false)
        case 2: return (false, false)
        default: return (true, true)
        }
    }

    private func best(of market: MarketFacts, _ version: Int, _ middle: Int, _ tick: Int) -> (Int, Int) {
        let spread = tick * (1 + chance.below(3, .spread, market.number, version / 16))
        let bid = (middle - spread / 2) / tick * tick
        return (middle <= 0 ? 0 : min(bid, 1_000 - tick), max(bid + spread, tick))
    }

    /// Levels from the best price outwards; none when the best price is off the scale.
    private func levels(
        _ market: MarketFacts, _ version: Int, from best: Int, by step: Int
    ) -> [SimulatedBook.Level] {
        let depth = 6 + chance.below(26, .book, market.number, 1)
        var levels: [SimulatedBook.Level] = []
        var price = best
        for place in 0..<depth where price > 0 && price < 1_000 {
            if place == 0 || chance.below(3, .book, market.number, price, step) > 0 {
                levels.append(.init(price: price, size: size(market, version, price, place)))
            }
            price += step * (place > 8 ? 5 : 1)
        }
        return levels
    }

    /// Sizes stay for some changes, so that a book differs from its last picture in a few levels only.
    private func size(_ market: MarketFacts, _ version: Int, _ price: Int, _ place: Int) -> Int {
        let age = (version + chance.below(24, .size, market.number, price)) / 24
        let bits = chance.bits(.size, market.number, price, age)
        let magnitude = [100, 1_000, 10_000, 100_000][Int(bits & 3)] * (1 + place / 3)
        let hundredths = 500 + Int(bits >> 8) % (magnitude * 100)
        return bits >> 4 & 3 == 0 ? hundredths : max(500, hundredths / 100 * 100)
    }

    private func lastTrade(of market: MarketFacts, _ version: Int, _ middle: Int) -> Int {
        let drift = chance.below(7, .trade, market.number, version / 6) - 3
        let price = max(1, min(999, middle + drift))
        return chance.below(3, .trade, market.number, version / 6, 1) == 0 ? 1_000 - price : price
    }
}
