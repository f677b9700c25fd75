import HarvestCore
import Testing

/// Depth within bands: the ends count, and integers decide, not rounding.
struct DepthTests {
    static func book() throws -> OrderBook {
        try OrderBookTests.book(
            bids: [("0.5", "10"), ("0.495", "20"), ("0.494", "30"), ("0.475", "40"), ("0.3", "50")],
            asks: [("0.52", "5"), ("0.5252", "6"), ("0.5253", "7"), ("0.546", "8")])
    }

    @Test(arguments: [(1, "30"), (2, "60"), (5, "100"), (100, "150"), (0, "10")])
    func bidsAreCountedFromTheBestBidDown(percent: Int, size: String) throws {
        #expect(try Self.book().depth(.bid, within: DepthBand(percent: percent))?.size.description == size)
    }

    @Test(arguments: [(1, "11"), (2, "18"), (5, "26"), (0, "5")])
    func asksAreCountedFromTheBestAskUp(percent: Int, size: String) throws {
        #expect(try Self.book().depth(.ask, within: DepthBand(percent: percent))?.size.description == size)
    }

    @Test func aBandAroundTheMidIsMeasuredFromThere() throws {
        let book = try Self.book()
        let band = DepthBand(percent: 2, from: .mid)
        // The mid is 0.51: bids from 0.4998, asks to 0.5202.
        #expect(book.depth(.bid, within: band)?.size.description == "10")
        #expect(book.depth(.ask, within: band)?.size.description == "5")
        #expect(book.depth(.ask, within: DepthBand(percent: 1, from: .mid)) == .zero)
    }

    @Test func notionalIsPriceTimesSize() throws {
        let depth = try #require(try Self.book().depth(.bid, within: DepthBand(percent: 1)))
        #expect(depth.notional.description == "14.9" && depth.levelCount == 2)
    }

    @Test func anEmptySideHasNoDepthAndNoBandAroundTheMid() throws {
        let book = try OrderBookTests.book(bids: [("0.5", "1")], asks: [])
        #expect(book.depth(.ask, within: DepthBand(percent: 5)) == .zero)
        #expect(book.depth(.bid, within: DepthBand(percent: 5, from: .mid)) == nil)
        #expect(book.imbalance(within: DepthBand(percent: 5))?.description == "1")
        let empty = try OrderBookTests.book(bids: [], asks: [])
        #expect(empty.imbalance(within: DepthBand(percent: 5)) == nil)
    }

    @Test(arguments: [
        ("1", "2", "-0.333333"), ("2", "1", "0.333333"), ("2", "4", "-0.333333"), ("1", "5", "-0.666667"),
        ("5", "0", "1"), ("0", "5", "-1"), ("3", "3", "0"), ("9000000000000", "1", "1"),
    ])
    func imbalanceIsRoundedHalfAwayFromZero(bid: String, ask: String, value: String) throws {
        let (bid, ask) = (try #require(Size(exactly: bid)), try #require(Size(exactly: ask)))
        #expect(OrderBook.imbalance(bid: bid, ask: ask)?.description == value)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func randomBooksAgreeWithAPlainSum(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let prices = (1...999).shuffled(using: &generator).prefix(40).sorted()
        let levels = prices.map { price in
            Level(
                price: Price(millionths: Int64(price) * 1_000),
                size: Size(millionths: Int64.random(in: 1...5_000_000_000, using: &generator)))
        }
        let split = Int.random(in: 1..<39, using: &generator)
        let (bids, asks) = (Array(levels[..<split]), Array(levels[split...]))
        let book = try OrderBook(
            bids: bids.shuffled(using: &generator), asks: asks.shuffled(using: &generator))
        let best = try #require(bids.last).price.millionths
        for points in [50, 100, 200, 500, 2_500] {
            let kept = bids.filter { $0.price.millionths * 10_000 >= best * Int64(10_000 - points) }
            let depth = try #require(book.depth(.bid, within: DepthBand(basisPoints: points)))
            #expect(depth.size.millionths == kept.reduce(0) { $0 + $1.size.millionths }, "seed \(seed)")
            #expect(depth.levelCount == kept.count, "seed \(seed)")
        }
    }
}
