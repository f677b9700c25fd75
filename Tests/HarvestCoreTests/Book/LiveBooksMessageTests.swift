import HarvestCore
import Testing

/// Messages that change the ladder they are checked against, and what the counters say of them.
struct LiveBooksMessageTests {
    private static func withChanges<Result>(
        _ changes: [(token: String, side: Side, price: UInt32, size: UInt64)],
        _ body: ([TokenChange]) throws -> Result
    ) rethrows -> Result {
        let tokens = changes.map { Array($0.token.utf8) }
        return try tokens.flatMap { $0 }.withUnsafeBytes { bytes in
            var end = 0
            let message = zip(changes, tokens).map { change, token in
                end += token.count
                return TokenChange(
                    token: UnsafeRawBufferPointer(rebasing: bytes[end - token.count..<end]),
                    side: change.side, price: change.price, size: change.size)
            }
            return try body(message)
        }
    }

    @Test(arguments: Side.allCases)
    func sizesAreHeldByTheLadderThatTheMessageEndsWith(side: Side) throws {
        let books = TextBooks()
        let slot = try books.load("1", tick: 10_000)
        // What the coarse ladder just holds, and a last change that makes it finer.
        let most = UInt64(Int64.max) / 128
        let coarse = (1...98).map { ("1", side, UInt32($0) * 10_000, most) }
        #expect(throws: LiveBooksError.book(.sizeOverflow(side))) {
            try Self.withChanges(coarse + [("1", side, 5_000, 1)]) { try books.apply($0) }
        }
        #expect(books.orderBook(of: slot) == OrderBook() && books.appliedChangeCount == 0)
        try books.load("1", tick: 10_000)
        #expect(try Self.withChanges(coarse) { try books.apply($0) } == 98)
        #expect(throws: LiveBooksError.book(.sizeOverflow(side))) {
            try Self.withChanges([("1", side, 5_000, 1)]) { try books.apply($0) }
        }
        #expect(books.orderBook(of: slot).levels(side).count == 98)
        let all = try #require(books.depths(side, of: slot, within: [DepthBand(percent: 100)])[0])
        #expect(all.levelCount == (side == .bid ? 98 : 2) && all.size == Int64(most) * Int64(all.levelCount))
    }

    @Test func twoMessagesCannotAddUpToAnOverflow() throws {
        let books = TextBooks()
        let slot = try books.load("1", tick: 10_000)
        let first = (1...98).map { ("1", Side.bid, UInt32($0) * 10_000, UInt64(70_000_000_000_000_000)) }
        let second = (1...98).map {
            ("1", Side.bid, UInt32($0) * 10_000 + 5_000, UInt64(35_000_000_000_000_000))
        }
        for message in [first + [("1", .bid, 5_000, 1)], second] {
            // Refused today, and welcome to be taken one day: the sums must be right either way.
            _ = try? Self.withChanges(message) { try books.apply($0) }
        }
        let sum = books.orderBook(of: slot).bids.reduce(Int128(0)) { $0 + Int128($1.size.millionths) }
        #expect(
            books.depths(.bid, of: slot, within: [DepthBand(percent: 100)]).map { $0?.size } == [Int64(sum)])
    }

    @Test func aMessagePlannedTwiceIsCountedOnce() throws {
        let books = TextBooks()
        let slot = try books.load("1", tick: 10_000, bids: [(500_000, 1)])
        let message: [(String, Side, UInt32, UInt64)] = [
            ("2", .bid, 500_000, 1), ("1", .bid, 333_333, 0), ("1", .bid, 505_000, 0),
            ("1", .bid, 502_500, 7),
            ("2", .ask, 600_000, 1),
        ]
        // By the time the ladder has its last tick there can be a level at 0.505, but none at 0.333333.
        #expect(try Self.withChanges(message) { try books.apply($0) } == 2)
        #expect(books.appliedChangeCount == 2 && books.ignoredChangeCount == 3)
        #expect(books.bestBid(of: slot) == 502_500 && books.tick(of: slot) == 2_500)
    }

    @Test func everyChangeIsAppliedIgnoredOrRefused() throws {
        let books = TextBooks()
        try books.load("1", tick: 10_000, bids: [(500_000, 1)])
        #expect(try !books.apply("1", .bid, 505_000, 0))
        #expect(books.appliedChangeCount == 0 && books.ignoredChangeCount == 1)
        #expect(try Self.withChanges([("1", .bid, 505_000, 0)]) { try books.apply($0) } == 0)
        #expect(books.appliedChangeCount == 0 && books.ignoredChangeCount == 2)
        #expect(throws: LiveBooksError.self) {
            try Self.withChanges([("2", .bid, 1, 1), ("1", .bid, 0, 1)]) { try books.apply($0) }
        }
        #expect(books.appliedChangeCount == 0 && books.ignoredChangeCount == 2)
    }
}
