internal import HarvestCore

/// Quotes for the suites that carry rows about.
enum DrawnQuotes {
    /// The quotes as rows of their table.
    static func block(of quotes: [QuoteTop]) -> RowBlock {
        var block = RowBlock(table: QuoteTop.table)
        for quote in quotes { block.append(quote) }
        return block
    }

    /// Draws quotes of 500 markets, a second apart.
    static func quotes(_ count: Int, seed: UInt64) -> [QuoteTop] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { index in
            let bid = Int64.random(in: 1...989, using: &generator) * 1_000
            let moment = Timestamp(seconds: 1_760_000_000 + Int64(index))
            return QuoteTop(
                tokenID: TokenID(String(generator.next()) + String(generator.next())),
                marketID: MarketID(String(index % 500)), bestBid: Price(millionths: bid),
                bestAsk: Price(millionths: bid + 10_000), mid: Price(millionths: bid + 5_000),
                spread: Amount(millionths: 10_000), lastTradePrice: nil, sourceTime: moment,
                capturedAt: moment)
        }
    }
}
