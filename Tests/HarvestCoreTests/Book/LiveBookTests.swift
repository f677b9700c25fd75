import HarvestCore
import Testing

/// One maintained book: snapshots, changes, doubt.
struct LiveBookTests {
    private static func change(
        _ book: inout LiveBook, _ side: Side, _ price: String, _ size: String
    ) throws -> Bool {
        try book.apply(
            side, price: try #require(Price(exactly: price)), size: try #require(Size(exactly: size)))
    }

    @Test func aChangeNeedsASnapshot() throws {
        var book = LiveBook()
        #expect(try !Self.change(&book, .bid, "0.5", "1"))
        #expect(book.state == .awaitingSnapshot && book.ignoredChangeCount == 1 && book.book == OrderBook())
        book.markStale(.gap)
        #expect(book.state == .awaitingSnapshot)
        book.replace(with: try OrderBookTests.book(bids: [("0.4", "1")], asks: []))
        #expect(book.state == .live)
        #expect(try Self.change(&book, .bid, "0.5", "1"))
        #expect(try !Self.change(&book, .bid, "0.5", "1"))
        #expect(book.appliedChangeCount == 2 && book.book.bestBid?.price.description == "0.5")
        book.reset()
        #expect(book.state == .awaitingSnapshot && book.ignoredChangeCount == 1)
    }

    @Test func doubtEndsWithAProofOrASnapshot() throws {
        var book = LiveBook()
        book.replace(with: try OrderBookTests.book(bids: [("0.4", "1")], asks: [("0.5", "1")]))
        book.markStale(.reconnect)
        book.markStale(.gap)
        #expect(book.state == .stale(.reconnect))
        #expect(try Self.change(&book, .bid, "0.5", "2"))
        book.markProven()
        #expect(book.state == .crossed)
        #expect(throws: BookError.self) { try Self.change(&book, .bid, "1.1", "2") }
        #expect(book.state == .stale(.gap))
        book.replace(with: OrderBook())
        #expect(book.state == .live)
    }

    @Test(arguments: [("0", "1"), ("-0.1", "1"), ("1.000001", "0"), ("0.5", "-1")])
    func impossibleChangesLeaveTheBookAsItWas(price: String, size: String) throws {
        let before = try OrderBookTests.book(bids: [("0.4", "9")], asks: [("0.6", "9")])
        for side in Side.allCases {
            var book = before
            #expect(throws: BookError.self) {
                try book.apply(
                    side, price: try #require(Price(exactly: price)), size: try #require(Size(exactly: size)))
            }
            #expect(book == before)
        }
    }

    @Test func sizesNeverOverflow() throws {
        let most = try #require(Size(exactly: "9000000000000"))
        var book = try OrderBookTests.book(bids: [("0.4", "9000000000000")], asks: [])
        #expect(throws: BookError.sizeOverflow(.bid)) {
            try book.apply(.bid, price: Price(millionths: 1), size: most)
        }
        try book.apply(.bid, price: Price(millionths: 400_000), size: .zero)
        #expect(try book.apply(.bid, price: Price(millionths: 1), size: most) && book.asks.isEmpty)
    }

    @Test func aRefusedSnapshotLeavesTheBookAsItWas() throws {
        let before = try OrderBookTests.book(bids: [("0.4", "9")], asks: [("0.6", "9")])
        var book = before
        #expect(throws: BookError.self) { try book.replace(bids: before.bids + before.bids, asks: []) }
        #expect(book == before && book.imbalance?.description == "0")
        try book.replace(bids: [], asks: before.asks)
        #expect(book.bids.isEmpty && book.asks == before.asks && book.imbalance?.description == "-1")
        try book.replace(with: BookSnapshot(conditionID: ConditionID("0x1"), tokenID: TokenID("1")))
        #expect(book == OrderBook() && book.imbalance == nil)
    }
}
