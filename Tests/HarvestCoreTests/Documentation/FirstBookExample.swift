import HarvestCore

/// The code of the tutorial, in its order.
final class FirstBookExample: ExampleCode {
    private let market = MadeUpMarket()

    func run() throws {
        try read()
        try follow()
        try prove()
    }

    private func read() throws {
        let recorded = market.recorded
        var parser = BookParser()
        let snapshot = try parser.snapshot(of: recorded)
        let book = try snapshot.orderBook()
        print(book.bids.count, "bids,", book.asks.count, "asks")
        if let bid = book.bestBid, let ask = book.bestAsk, let mid = book.mid {
            print("bid", bid.price, "ask", ask.price, "mid", mid)
        }

        for percent in [1, 2, 5] {
            let band = DepthBand(percent: percent)
            if let bids = book.depth(.bid, within: band), let asks = book.depth(.ask, within: band) {
                print("\(percent) %:", bids.size, "bid,", asks.size, "offered for", asks.notional, "USDC")
            }
        }

        print("recomputes in the form of:", BookHash.verify(snapshot)?.rawValue ?? "none")
        var altered = snapshot
        altered.lastTradePrice = "0.54"
        print("altered by one zero:", BookHash.verify(altered)?.rawValue ?? "none")
    }

    private func follow() throws {
        let recorded = market.recorded
        let (fewerBids, bestAskGone) = (market.fewerBids, market.bestAskGone)
        var parser = BookParser()
        let snapshot = try parser.snapshot(of: recorded)

        var live = LiveBook()
        live.replace(with: try snapshot.orderBook())
        var stream = StreamParser()
        for message in [fewerBids, bestAskGone] {
            let changes = try stream.withPriceChanges(in: message.span.bytes) { message in
                message.changes.filter { $0.token.elementsEqual(snapshot.tokenID.rawValue.utf8) }
                    .map { (side: $0.side, level: $0.level) }
            }
            for change in changes {
                try live.apply(change.side, price: change.level.price, size: change.level.size)
            }
        }
        if let bid = live.book.bestBid, let ask = live.book.bestAsk {
            print(live.state, "bid", bid.price, "x", bid.size, "ask", ask.price, "x", ask.size)
        }
    }

    private func prove() throws {
        let recorded = market.recorded
        let (fewerBids, bestAskGone) = (market.fewerBids, market.bestAskGone)
        var parser = BookParser()
        let snapshot = try parser.snapshot(of: recorded)
        let token = Array(snapshot.tokenID.rawValue.utf8)
        var stream = StreamParser()

        var hashed = HashedBook()
        guard hashed.load(snapshot) else { return print("this book cannot be hashed") }
        for message in [fewerBids, bestAskGone] {
            try stream.withPriceChanges(in: message.span.bytes) { message in
                hashed.setTimestamp(milliseconds: message.milliseconds)
                for change in message.changes where change.token.elementsEqual(token) {
                    print(hashed.apply(change), hashed.matches(change.hash) ? "proven" : "not the venue's")
                }
            }
        }
    }
}
