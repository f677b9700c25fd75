internal import HarvestCore

/// A generated book as `/book` answers it: the venue's keys in the venue's order, best prices last.
struct CorpusBook: Sendable {
    var market: String
    var token: String
    var milliseconds: Int
    var hash = ""
    /// Ascending: the best is last.
    var bids: [CorpusLevel] = []
    /// Descending: the best is last.
    var asks: [CorpusLevel] = []
    var minimumOrderSize = "5"
    /// Price step in ten-thousandths.
    var tick = 10
    var isNegRisk = false
    var lastTradePrice = ""

    /// Draws a book of so many levels; fewer where the price range has no room for them.
    init(bids bidCount: Int, asks askCount: Int, tick: Int? = nil, from dice: inout CorpusDice) {
        market = "0x" + dice.hexadecimal(64)
        token = dice.token()
        milliseconds = 1_760_000_000_000 + dice.below(31_536_000_000)
        self.tick = tick ?? Self.tick(for: bidCount + askCount, from: &dice)
        drawLevels(bidCount, askCount, from: &dice)
        minimumOrderSize = dice.happens(90) ? "5" : "15"
        isNegRisk = dice.happens(33)
        lastTradePrice = dice.happens(50) ? bids[bids.count - 1].priceText : asks[asks.count - 1].priceText
        hash = dice.hexadecimal(40)
    }

    /// The other token of the same market: every bid here is an ask there, at one minus the price.
    func mirrored(token: String) -> CorpusBook {
        var other = self
        other.token = token
        other.bids = asks.map(Self.mirrored)
        other.asks = bids.map(Self.mirrored)
        return other
    }

    /// Gives the book its true hash.
    mutating func sign() {
        hash = ""
        hash = Hexadecimal.text(of: SHA1.digest(of: text.utf8))
    }

    /// The document, compact.
    var text: String {
        """
        {"market":"\(market)","asset_id":"\(token)","timestamp":"\(milliseconds)","hash":"\(hash)",\
        "bids":[\(Self.text(bids))],"asks":[\(Self.text(asks))],"min_order_size":"\(minimumOrderSize)",\
        "tick_size":"\(CorpusLevel.text(tick, decimals: 4))","neg_risk":\(isNegRisk),\
        "last_trade_price":"\(lastTradePrice)"}
        """
    }

    private static func text(_ levels: [CorpusLevel]) -> String {
        levels.map { "{\"price\":\"\($0.priceText)\",\"size\":\"\($0.sizeText)\"}" }.joined(separator: ",")
    }

    private static func mirrored(_ level: CorpusLevel) -> CorpusLevel {
        CorpusLevel(price: 10_000 - level.price, size: level.size)
    }

    private static func tick(for levelCount: Int, from dice: inout CorpusDice) -> Int {
        if levelCount <= 300, dice.happens(5) { return 1 }
        return levelCount < 60 && dice.happens(50) ? 100 : 10
    }

    private mutating func drawLevels(_ bidCount: Int, _ askCount: Int, from dice: inout CorpusDice) {
        let last = 10_000 / tick - 1
        let spread = 1 + (dice.happens(33) ? dice.below(4) : 0)
        let lowest = min(bidCount, last - spread)
        let highest = max(lowest, last - spread - askCount)
        let bestBid = lowest + dice.below(highest - lowest + 1)
        let bestAsk = min(bestBid + spread, last)
        bids = dice.steps(bidCount, room: bestBid).reversed()
            .map { CorpusLevel(price: (bestBid - $0) * tick, size: dice.size()) }
        asks = dice.steps(askCount, room: last - bestAsk + 1).reversed()
            .map { CorpusLevel(price: (bestAsk + $0) * tick, size: dice.size()) }
    }
}
