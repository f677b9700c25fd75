import HarvestCore

/// The code of the article about the book engine, in its order.
final class BookEngineExample: ExampleCode {
    private let market = MadeUpMarket()

    func run() throws {
        try values()
        refusal()
        try columns()
        try stream()
        try generalPath()
    }

    private func values() throws {
        let recorded = market.recorded
        var parser = BookParser()
        let snapshot = try parser.snapshot(of: recorded)
        let book = try snapshot.orderBook()
        print("verified:", BookHash.verify(snapshot) != nil, "imbalance:", book.imbalance ?? .zero)
        let bands = [DepthBand(percent: 5), DepthBand(basisPoints: 300, from: .mid)]
        for depth in book.depths(.ask, within: bands).compactMap(\.self) {
            print(depth.levelCount, "levels,", depth.size, "shares,", depth.notional, "USDC")
        }
    }

    private func refusal() {
        let recorded = market.recorded
        var parser = BookParser()

        do {
            _ = try parser.snapshot(of: Array(recorded.dropLast(40)))
        } catch {
            print(error.code, "at byte", error.byteOffset, "advice:", error.advice)
        }
    }

    private func columns() throws {
        let recorded = market.recorded
        var parser = BookParser(bands: DepthBands(near: 50, middle: 100, far: 300))
        let shares = try parser.withBook(in: recorded.span.bytes) { book in
            let prices = book.bidPrices.span
            let sizes = book.bidSizes.span
            var shares: UInt64 = 0
            for index in prices.indices where prices[index] >= 500_000 {
                shares += sizes[index]
            }
            print("spread", book.spread, "offered within 3 %", book.far.askSize)
            print("proven where it lies:", BookHash.matches(book) ?? false)
            return shares
        }
        print("bid at 0.5 or more:", shares)
    }

    private func stream() throws {
        let recorded = market.recorded
        let (fewerBids, bestAskGone) = (market.fewerBids, market.bestAskGone)
        var parser = BookParser()

        var books = LiveBooks(capacity: 10_000)
        let slot = try parser.withBook(in: recorded.span.bytes) { book in
            Result { () throws(LiveBooksError) in try books.load(book) }
        }.get()

        var stream = StreamParser()
        for message in [fewerBids, bestAskGone] {
            let outcome = try stream.withPriceChanges(in: message.span.bytes) { message in
                Result { () throws(LiveBooksError) in
                    try books.apply(message) { place, slot, bestBid, bestAsk in
                        let change = message.changes[place]
                        if (bestBid, bestAsk) != (change.bestBid, change.bestAsk) {
                            print("slot", slot, "is not what the venue has")
                        }
                    }
                }
            }
            let count = try outcome.get()
            print("applied", count, "bid", books.bestBid(of: slot), "ask", books.bestAsk(of: slot))
        }
        print(books.state(of: slot), "ignored:", books.ignoredChangeCount)
    }

    private func generalPath() throws {
        let recorded = market.recorded
        let spaced = Array(String(decoding: recorded, as: UTF8.self).replacing(",", with: ", ").utf8)
        var parser = BookParser()
        let isSame = try parser.snapshot(of: spaced) == parser.snapshot(of: recorded)
        print("same book:", isSame, "by the general path:", parser.generalCount)
    }
}
