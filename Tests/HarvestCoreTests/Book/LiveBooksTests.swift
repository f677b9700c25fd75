import HarvestCore
import Testing

/// Tokens, bounds, states and grids of `LiveBooks`.
struct LiveBooksTests {
    static func token(_ number: Int, length: Int = 77) -> String {
        let digits = String(number * 7_919 + 13)
        return String(repeating: "9", count: max(0, length - digits.count)) + digits.suffix(length)
    }

    @Test func aBookIsReadAsItWasLoaded() throws {
        let books = TextBooks(capacity: 1)
        let slot = try books.load(
            Self.token(1), tick: 10_000, bids: [(400_000, 5), (490_000, 7)],
            asks: [(600_000, 3), (510_000, 21)])
        #expect(books.slot(Self.token(1)) == slot && books.slot(Self.token(2)) == nil && books.count == 1)
        #expect(books.state(of: slot) == .live && books.tick(of: slot) == 10_000)
        #expect(books.bestBid(of: slot) == 490_000 && books.bestAsk(of: slot) == 510_000)
        let top = books.top(of: slot)
        #expect(top == BookTop(bidPrice: 490_000, bidSize: 7, askPrice: 510_000, askSize: 21))
        #expect(top.doubledMid == 1_000_000 && top.spread == 20_000 && top.microprice == 495_000)
        #expect(top.imbalance == -0.5 && !top.isCrossed)
        #expect(books.size(.bid, at: 400_000, of: slot) == 5 && books.size(.ask, at: 400_000, of: slot) == 0)
        #expect(books.size(.bid, at: 400_001, of: slot) == 0 && books.size(.bid, at: 0, of: slot) == 0)
        #expect(books.levelCount(.bid, of: slot) == 2 && books.orderBook(of: slot).asks.count == 2)
    }

    @Test(arguments: [
        ("0.49", "0.51", "30", "10"), ("0.000001", "0.000002", "1", "2"), ("0.9999", "1", "3", "3"),
        ("0.6", "0.5", "1", "9"), ("0.333333", "0.333334", "9000000", "1"),
    ])
    func theTopSaysWhatTheBookSays(bid: String, ask: String, bidSize: String, askSize: String) throws {
        let book = try OrderBookTests.book(bids: [(bid, bidSize)], asks: [(ask, askSize)])
        let books = TextBooks()
        func pair(_ level: Level?) throws -> (UInt32, UInt64) {
            let level = try #require(level)
            return (UInt32(level.price.millionths), UInt64(level.size.millionths))
        }
        let slot = try books.load("1", bids: [try pair(book.bestBid)], asks: [try pair(book.bestAsk)])
        let top = books.top(of: slot)
        #expect(top.microprice.map(Int64.init) == book.microprice?.millionths)
        #expect(top.spread == book.spread?.millionths && top.isCrossed == book.isCrossed)
        #expect(top.doubledMid.map { Int64($0 + 1) / 2 } == book.mid?.millionths)
        #expect(books.orderBook(of: slot) == book)
    }

    @Test func anEmptySideHasNoMid() throws {
        let books = TextBooks()
        let slot = try books.load("1", bids: [(500_000, 1)])
        let top = books.top(of: slot)
        #expect(top.doubledMid == nil && top.spread == nil && top.microprice == nil && top.imbalance == 1)
        #expect(books.bestAsk(of: slot) == 0 && books.state(of: slot) == .live)
        #expect(books.depths(.ask, of: slot, within: [DepthBand(percent: 1)]) == [.zero])
        #expect(books.depths(.bid, of: slot, within: [DepthBand(percent: 1, from: .mid)]) == [nil])
    }

    @Test func changesBeforeASnapshotAreIgnoredAndCounted() throws {
        let books = TextBooks()
        let slot = try books.expect("12")
        #expect(books.state(of: slot) == .awaitingSnapshot)
        #expect(try !books.apply("12", .bid, 500_000, 1))
        #expect(try !books.apply("13", .bid, 500_000, 1))
        #expect(books.ignoredChangeCount == 2 && books.appliedChangeCount == 0)
        try books.load("12")
        #expect(books.state(of: slot) == .live)
        #expect(try books.apply("12", .bid, 500_000, 1) && books.appliedChangeCount == 1)
        #expect(try !books.apply("12", .bid, 500_000, 1), "resending changes nothing")
        books.reset(slot: slot)
        #expect(books.state(of: slot) == .awaitingSnapshot && books.bestBid(of: slot) == 0)
    }

    @Test(arguments: BookState.StaleReason.allCases)
    func doubtStaysUntilASnapshotOrAProof(reason: BookState.StaleReason) throws {
        let books = TextBooks()
        let slot = try books.load("1", bids: [(500_000, 1)], asks: [(600_000, 1)])
        books.markStale(slot: slot, reason)
        books.markAllStale(.gap)
        try books.apply("1", .bid, 510_000, 2)
        #expect(books.state(of: slot) == .stale(reason) && books.bestBid(of: slot) == 510_000)
        books.markProven(slot: slot)
        #expect(books.state(of: slot) == .live)
        books.markStale(slot: slot, reason)
        try books.load("1", bids: [(500_000, 1)])
        #expect(books.state(of: slot) == .live)
    }

    @Test func aCrossedBookIsAStateAndNotRepaired() throws {
        let books = TextBooks()
        let slot = try books.load("1", bids: [(500_000, 1)], asks: [(510_000, 1)])
        try books.apply("1", .bid, 510_000, 1)
        #expect(books.state(of: slot) == .crossed && books.top(of: slot).isCrossed)
        try books.apply("1", .ask, 510_000, 0)
        #expect(books.state(of: slot) == .live)
    }

    @Test func otherBestPricesThanTheVenuesAreAMismatch() throws {
        let books = TextBooks()
        let slot = try books.load("1", bids: [(500_000, 1)])
        #expect(books.check(slot: slot, bestBid: 500_000, bestAsk: 0))
        #expect(!books.check(slot: slot, bestBid: 500_000, bestAsk: 600_000))
        #expect(books.state(of: slot) == .stale(.mismatch))
    }

    @Test func aPriceBetweenTheStepsMakesTheLadderFinerAndIsKept() throws {
        let books = TextBooks()
        let slot = try books.load("1", tick: 10_000, bids: [(500_000, 1)], asks: [(510_000, 2)])
        try books.apply("1", .bid, 505_000, 0)
        #expect(books.tick(of: slot) == 10_000 && books.state(of: slot) == .stale(.offGridPrice))
        try books.apply("1", .bid, 502_500, 9)
        #expect(books.tick(of: slot) == 2_500 && books.bestBid(of: slot) == 502_500)
        #expect(books.size(.bid, at: 500_000, of: slot) == 1 && books.bestAsk(of: slot) == 510_000)
        let other = try books.load("2", bids: [(500_000, 1)])
        try books.apply("2", .bid, 500_100, 3)
        #expect(books.state(of: other) == .live, "nobody had named a tick")
    }

    @Test func aTickChangeKeepsTheLevels() throws {
        let books = TextBooks()
        let slot = try books.load("1", tick: 10_000, bids: [(960_000, 1)], asks: [(1_000_000, 2)])
        let before = books.orderBook(of: slot)
        try books.changeTick(slot: slot, to: 1_000)
        #expect(books.orderBook(of: slot) == before && books.tick(of: slot) == 1_000)
        try books.apply("1", .bid, 961_000, 3)
        #expect(books.state(of: slot) == .live)
        try books.changeTick(slot: slot, to: 10_000)
        #expect(books.state(of: slot) == .stale(.tickSizeChanged) && books.bestBid(of: slot) == 961_000)
        try books.load("1", tick: 10_000, bids: [(960_000, 1)])
        #expect(books.tick(of: slot) == 10_000 && books.state(of: slot) == .live)
        #expect(throws: LiveBooksError.tickSize(0)) { try books.changeTick(slot: slot, to: 0) }
    }

    @Test(arguments: [100_000, 10_000, 5_000, 2_500, 1_000, 100, 3_000, 7, 1] as [UInt32])
    func bothEndsOfEveryGridAreReached(tick: UInt32) throws {
        let books = TextBooks()
        let slot = try books.load("1", tick: tick)
        let top = 1_000_000 / tick * tick
        for side in Side.allCases {
            try books.apply("1", side, tick, 5)
            try books.apply("1", side, top, 6)
            #expect(books.tick(of: slot) == tick && books.levelCount(side, of: slot) == 2)
        }
        #expect(books.bestBid(of: slot) == top && books.bestAsk(of: slot) == tick)
        try books.apply("1", .bid, top, 0)
        try books.apply("1", .ask, tick, 0)
        #expect(books.bestBid(of: slot) == tick && books.bestAsk(of: slot) == top)
        try books.apply("1", .bid, tick, 0)
        #expect(books.bestBid(of: slot) == 0 && books.levelCount(.bid, of: slot) == 0)
    }
}
