/// A stream of `price_change` messages and the books it starts from, made from a seed.
///
/// Each message has two changes, as recorded ones do: a level of one token and its mirror image in the other
/// token of the market. `best_bid` and `best_ask` are always those of the book after the message.
package struct PriceChangeCorpus: Sendable {
    /// The books the stream starts from, one document a token.
    package let books: [[UInt8]]
    /// The messages in their order.
    package let messages: [[UInt8]]

    /// Changes in all messages together.
    package var changeCount: Int { messages.count * 2 }

    /// Bytes of all messages together.
    package var byteCount: Int { messages.reduce(0) { $0 + $1.count } }

    /// Draws a stream over so many tokens, an even number, whose books begin with so many levels a side.
    ///
    /// With `isSigned` every `hash` is the true hash of its book after the message; without, it is noise of
    /// the same length, which is made a hundred times faster.
    package init(tokens: Int, messages count: Int, levels: Int = 60, isSigned: Bool = false, seed: UInt64) {
        var dice = CorpusDice(seed: seed, part: "price_change")
        var markets = (0..<max(1, tokens / 2)).map { _ in CorpusMarket(levels: levels, from: &dice) }
        books = markets.flatMap { [$0.book, $0.mirror] }.map { Array($0.text.utf8) }
        var milliseconds = 1_770_000_000_000
        messages = (0..<count).map { _ in
            // Few markets move often and many seldom.
            let index = dice.below(1 + dice.below(markets.count))
            milliseconds += 1 + dice.below(40)
            let changed = markets[index].change(at: milliseconds, from: &dice)
            let hashes =
                isSigned
                ? Self.hashes(of: markets[index]) : (dice.hexadecimal(40), dice.hexadecimal(40))
            return Array(Self.text(markets[index], changed.isBid, changed.level, hashes).utf8)
        }
    }

    private static func hashes(of market: CorpusMarket) -> (String, String) {
        var (book, mirror) = (market.book, market.mirror)
        book.sign()
        mirror.sign()
        return (book.hash, mirror.hash)
    }

    private static func text(
        _ market: CorpusMarket, _ isBid: Bool, _ level: CorpusLevel, _ hashes: (String, String)
    ) -> String {
        let mirrored = CorpusLevel(price: 10_000 - level.price, size: level.size)
        let best = (bid: market.bestBid, ask: market.bestAsk)
        let first = change(market.book.token, level, isBid, hashes.0, best)
        let second = change(
            market.mirrorToken, mirrored, !isBid, hashes.1, (10_000 - best.ask, 10_000 - best.bid))
        return """
            {"market":"\(market.book.market)","price_changes":[\(first),\(second)],\
            "timestamp":"\(market.book.milliseconds)","event_type":"price_change"}
            """
    }

    private static func change(
        _ token: String, _ level: CorpusLevel, _ isBid: Bool, _ hash: String, _ best: (bid: Int, ask: Int)
    ) -> String {
        """
        {"asset_id":"\(token)","price":"\(level.priceText)","size":"\(level.sizeText)",\
        "side":"\(isBid ? "BUY" : "SELL")","hash":"\(hash)",\
        "best_bid":"\(CorpusLevel.text(best.bid, decimals: 4))",\
        "best_ask":"\(CorpusLevel.text(best.ask, decimals: 4))"}
        """
    }
}
