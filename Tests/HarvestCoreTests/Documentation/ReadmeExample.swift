import HarvestCore

/// The code of the README for programs that embed the library.
final class ReadmeExample: ExampleCode {
    private let market = MadeUpMarket()

    func run() throws {
        let bytes = market.recorded

        var parser = BookParser()
        let snapshot = try parser.snapshot(of: bytes)  // an answer of /book, as it came
        let book = try snapshot.orderBook()
        if let bid = book.bestBid, let ask = book.bestAsk, let mid = book.mid {
            print("bid", bid.price, "ask", ask.price, "mid", mid)  // exact: integers, never a Double
        }
        for percent in [1, 2, 5] {
            guard let depth = book.depth(.bid, within: DepthBand(percent: percent)) else { continue }
            print(depth.size, "shares within", percent, "%, worth", depth.notional, "USDC")
        }
        switch BookHash.verify(snapshot) {
        case let era?: print("proven by its hash of the era", era)
        case nil: print("another book than the venue's")
        }
    }
}
