/// One market of a generated stream: the book of its first token, of which the second is the mirror image.
struct CorpusMarket: Sendable {
    /// Sizes a side keeps at least, so that no book runs empty.
    private static let fewestLevels = 5

    /// The first token's book as it stands.
    private(set) var book: CorpusBook
    /// The second token.
    let mirrorToken: String

    /// Draws a market with a step of a tenth of a cent.
    init(levels: Int, from dice: inout CorpusDice) {
        book = CorpusBook(bids: levels, asks: levels, tick: 10, from: &dice)
        mirrorToken = dice.token()
    }

    /// The second token's book as it stands.
    var mirror: CorpusBook { book.mirrored(token: mirrorToken) }

    var bestBid: Int { book.bids[book.bids.count - 1].price }
    var bestAsk: Int { book.asks[book.asks.count - 1].price }

    /// Changes one level, mostly near the best price, and gives what changed.
    mutating func change(at milliseconds: Int, from dice: inout CorpusDice) -> (
        isBid: Bool, level: CorpusLevel
    ) {
        let isBid = dice.happens(50)
        let price = price(isBid: isBid, from: &dice)
        let levels = isBid ? book.bids : book.asks
        let place = Self.place(of: price, in: levels, isBid: isBid)
        let isThere = place < levels.count && levels[place].price == price
        let removes = isThere && levels.count > Self.fewestLevels && dice.happens(40)
        let level = CorpusLevel(price: price, size: removes ? 0 : dice.size())
        book.milliseconds = milliseconds
        if isBid {
            Self.put(level, at: place, isThere: isThere, into: &book.bids)
        } else {
            Self.put(level, at: place, isThere: isThere, into: &book.asks)
        }
        return (isBid, level)
    }

    /// Near the best price or inside the spread, never across it and never off the scale.
    private func price(isBid: Bool, from dice: inout CorpusDice) -> Int {
        let tick = book.tick
        let draw = dice.below(100)
        let steps =
            switch draw {
            case 0..<45: min(Int(dice.normal().magnitude * 8), 60)
            case 45..<60: -1
            default: dice.below(40)
            }
        let best = isBid ? bestBid : bestAsk
        let price = min(max(isBid ? best - steps * tick : best + steps * tick, tick), 10_000 - tick)
        let crosses = isBid ? price >= bestAsk : price <= bestBid
        return crosses ? best : price
    }

    /// The first place whose price is not worse than this one; levels run from worst to best.
    private static func place(of price: Int, in levels: [CorpusLevel], isBid: Bool) -> Int {
        var low = 0
        var high = levels.count
        while low < high {
            let middle = (low + high) / 2
            let isWorse = isBid ? levels[middle].price < price : levels[middle].price > price
            if isWorse { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func put(
        _ level: CorpusLevel, at place: Int, isThere: Bool, into levels: inout [CorpusLevel]
    ) {
        switch (isThere, level.size) {
        case (true, 0): levels.remove(at: place)
        case (true, _): levels[place] = level
        default: levels.insert(level, at: place)
        }
    }
}
