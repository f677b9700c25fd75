import HarvestCore
import Testing

/// Books of levels in any order, and what makes no book.
struct OrderBookTests {
    /// Levels from pairs of decimal texts.
    static func levels(_ pairs: [(String, String)]) throws -> [Level] {
        try pairs.map { pair in
            Level(price: try #require(Price(exactly: pair.0)), size: try #require(Size(exactly: pair.1)))
        }
    }

    static func book(bids: [(String, String)], asks: [(String, String)]) throws -> OrderBook {
        try OrderBook(bids: try levels(bids), asks: try levels(asks))
    }

    @Test func bothSidesHaveTheirBestPriceFirst() throws {
        let book = try Self.book(
            bids: [("0.1", "1"), ("0.3", "2"), ("0.2", "3")],
            asks: [("0.9", "1"), ("0.4", "2"), ("0.5", "3")])
        #expect(book.bids.map(\.price.description) == ["0.3", "0.2", "0.1"])
        #expect(book.asks.map(\.price.description) == ["0.4", "0.5", "0.9"])
        #expect(book.bestBid?.size.description == "2" && book.bestAsk?.size.description == "2")
        #expect(book.mid?.description == "0.35" && book.spread?.description == "0.1")
        #expect(!book.isCrossed && book.levels(.bid) == book.bids && book.levels(.ask) == book.asks)
    }

    @Test(
        arguments: [([("0.4", "1")], []), ([], [("0.6", "1")]), ([], [])]
            as [([(String, String)], [(String, String)])])
    func anEmptySideHasNoMid(bids: [(String, String)], asks: [(String, String)]) throws {
        let book = try Self.book(bids: bids, asks: asks)
        #expect(book.mid == nil && book.spread == nil && book.microprice == nil && !book.isCrossed)
    }

    @Test(arguments: [
        ("0.49", "0.51", "0.5"), ("0.000001", "0.000002", "0.000002"), ("0.333333", "0.333334", "0.333334"),
        ("0.001", "0.999", "0.5"), ("0.0025", "0.0026", "0.00255"),
    ])
    func theMidIsHalfWayAndHalfAMillionthUp(bid: String, ask: String, mid: String) throws {
        #expect(try Self.book(bids: [(bid, "1")], asks: [(ask, "1")]).mid?.description == mid)
    }

    @Test(arguments: [
        ("10", "10", "0.5"), ("30", "10", "0.505"), ("10", "30", "0.495"), ("1", "2", "0.496667"),
        ("9000000000000", "9000000000000", "0.5"),
    ])
    func theMicropriceLeansAwayFromTheHeavierSide(bidSize: String, askSize: String, price: String) throws {
        let book = try Self.book(bids: [("0.49", bidSize)], asks: [("0.51", askSize)])
        #expect(book.microprice?.description == price)
    }

    @Test func aCrossedBookSaysSo() throws {
        let crossed = try Self.book(bids: [("0.6", "1")], asks: [("0.5", "1")])
        #expect(crossed.isCrossed && crossed.spread?.description == "-0.1")
        #expect(try Self.book(bids: [("0.5", "1")], asks: [("0.5", "1")]).isCrossed)
    }

    @Test(
        arguments: [
            ([("0", "1")], "E2030"), ([("-0.1", "1")], "E2030"), ([("1.000001", "1")], "E2030"),
            ([("0.5", "0")], "E2031"), ([("0.5", "-1")], "E2031"), ([("0.5", "1"), ("0.50", "2")], "E2032"),
            ([("0.5", "9000000000000"), ("0.4", "9000000000000")], "E2033"),
        ] as [([(String, String)], String)])
    func impossibleLevelsAreRefusedOnBothSides(pairs: [(String, String)], code: String) throws {
        let levels = try Self.levels(pairs)
        for (bids, asks) in [(levels, []), ([], levels)] {
            let error = #expect(throws: BookError.self) { try OrderBook(bids: bids, asks: asks) }
            #expect(error?.code == code && error?.advice == .skip)
        }
    }

    @Test func onePriceOfOneIsTaken() throws {
        #expect(try Self.book(bids: [("1", "5")], asks: []).bestBid?.price == Price(millionths: 1_000_000))
    }
}
