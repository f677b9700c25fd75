import HarvestCore
import Testing

/// Ids of every length, growth, removal, and what is refused.
struct LiveBooksBoundsTests {
    @Test func idsOfEveryLengthAreFoundAndLongerOnesRefused() throws {
        let books = TextBooks(capacity: 4)
        let tokens = (1...96).flatMap { length in
            [String(repeating: "a", count: length - 1) + "x", String(repeating: "a", count: length)]
        }
        let unique = Set(tokens).sorted()
        for (index, token) in unique.enumerated() {
            try books.load(token, bids: [(UInt32(index + 1) * 1_000, 1)])
        }
        for (index, token) in unique.enumerated() {
            let slot = try #require(books.slot(token))
            #expect(books.bestBid(of: slot) == UInt32(index + 1) * 1_000, "\(token)")
        }
        let long = String(repeating: "1", count: 97)
        #expect(throws: LiveBooksError.tokenLength(97)) { try books.load(long) }
        #expect(throws: LiveBooksError.tokenLength(0)) { try books.load("") }
        #expect(try !books.apply(long, .bid, 1, 1) && books.ignoredChangeCount == 1)
    }

    @Test(arguments: [16, 40, 64, 77, 80, 81, 96])
    func idsWithTheSameEndAreToldApart(length: Int) throws {
        let books = TextBooks(capacity: 2)
        let tokens = (0..<40).map { place in
            let head = String(repeating: "1", count: length - 16)
            let changed = String(head.enumerated().map { $0.offset == place ? "2" : $0.element })
            return changed + "1234567890123456"
        }
        let unique = Set(tokens).sorted()
        for (index, token) in unique.enumerated() {
            try books.load(token, bids: [(1_000, UInt64(index + 1))])
        }
        #expect(books.count == unique.count)
        for (index, token) in unique.enumerated() {
            let slot = try #require(books.slot(token))
            #expect(books.size(.bid, at: 1_000, of: slot) == UInt64(index + 1))
        }
    }

    @Test func aTableGrowsAndGivesBack() throws {
        let books = TextBooks(capacity: 1)
        var generator = SplitMix64(seed: 5)
        var tokens: Set<String> = []
        for round in 0..<6_000 {
            if round % 3 == 2, let token = tokens.randomElement(using: &generator) {
                let slot = try #require(books.slot(token))
                books.remove(slot: slot)
                books.remove(slot: slot)
                tokens.remove(token)
                #expect(books.slot(token) == nil)
            } else {
                // Half of them share their end, so that removals cut through chains.
                let token = String(generator.next() % 50_000) + (round % 2 == 0 ? "" : "0123456789012345")
                try books.load(token, tick: 100_000, bids: [(100_000, 1)])
                tokens.insert(token)
            }
        }
        #expect(books.count == tokens.count && books.slotCount < 4_000)
        let found = tokens.filter { books.slot($0) != nil }
        #expect(found.count == tokens.count)
        #expect(books.ladderByteCount == tokens.count * (64 * 16 + 16))
    }

    @Test func boundsAreNamed() throws {
        let books = TextBooks(limits: LiveBooksLimits(mostTokens: 2, mostLadderBytes: 5_000))
        try books.load("1", tick: 10_000, bids: [(500_000, 1)])
        try books.load("2", tick: 10_000)
        #expect(throws: LiveBooksError.mostTokens(2)) { try books.load("3") }
        let error = #expect(throws: LiveBooksError.self) { try books.apply("1", .bid, 500_001, 1) }
        #expect(error == .mostLadderBytes(5_000) && error?.code == "E2037")
        let slot = try #require(books.slot("1"))
        #expect(books.state(of: slot) == .stale(.offGridPrice) && books.bestBid(of: slot) == 500_000)
        books.remove(slot: slot)
        try books.load("3", tick: 10_000)
        #expect(books.count == 2)
    }

    @Test(arguments: [(Int.min, Int.min), (-1, -1), (0, 0)])
    func impossibleBoundsAreMovedToPossibleOnes(tokens: Int, bytes: Int) throws {
        let limits = LiveBooksLimits(mostTokens: tokens, mostLadderBytes: bytes)
        #expect(limits.mostTokens == 1 && limits.mostLadderBytes == 0)
        let books = TextBooks(limits: limits)
        #expect(throws: LiveBooksError.mostLadderBytes(0)) { try books.load("1") }
        #expect(throws: LiveBooksError.mostTokens(1)) { try books.load("2") }
        let most = LiveBooksLimits(mostTokens: .max, mostLadderBytes: .max)
        #expect(most.mostTokens == Int(Int32.max) && most.mostLadderBytes == .max)
    }

    @Test func theSlotOfARemovedTokenCannotBePoisoned() throws {
        let books = TextBooks()
        let slot = try books.load("1", tick: 10_000, bids: [(500_000, 1)])
        books.remove(slot: slot)
        try books.changeTick(slot: slot, to: 300_000)
        books.markStale(slot: slot, .gap)
        books.markProven(slot: slot)
        books.reset(slot: slot)
        #expect(try !books.apply(slot: slot, side: .bid, price: 500_000, size: 1))
        #expect(!books.check(slot: slot, bestBid: 0, bestAsk: 0))
        #expect(books.state(of: slot) == .awaitingSnapshot && books.tick(of: slot) == 0)
        #expect(try books.load("2", bids: [(500_000, 1)]) == slot)
        #expect(books.tick(of: slot) == 10_000 && books.state(of: slot) == .live)
    }

    @Test func aTickThatCannotBeTakenMakesTheBookStale() throws {
        let books = TextBooks(limits: LiveBooksLimits(mostTokens: 9, mostLadderBytes: 5_000))
        for (token, tick) in [("1", 1), ("2", 0), ("3", 1_000_001)] as [(String, UInt32)] {
            let slot = try books.load(token, tick: 100_000, bids: [(500_000, 1)])
            #expect(throws: LiveBooksError.self) { try books.changeTick(slot: slot, to: tick) }
            #expect(books.state(of: slot) == .stale(.tickSizeChanged) && books.bestBid(of: slot) == 500_000)
            #expect(books.tick(of: slot) == 100_000)
        }
        let awaiting = try books.expect("4")
        #expect(throws: LiveBooksError.tickSize(0)) { try books.changeTick(slot: awaiting, to: 0) }
        #expect(books.state(of: awaiting) == .awaitingSnapshot)
    }

    @Test(
        arguments: [
            ([(0, 1)], "E2030"), ([(1_000_001, 1)], "E2030"), ([(500_000, 0)], "E2031"),
            ([(500_000, 1), (500_000, 2)], "E2032"), ([(500_000, 1 << 62)], "E2033"),
        ] as [([(UInt32, UInt64)], String)])
    func aSnapshotThatMakesNoBookIsRefusedAndAnotherAwaited(levels: [(UInt32, UInt64)], code: String) throws {
        for isBid in [true, false] {
            let books = TextBooks()
            let slot = try books.load("1", bids: [(400_000, 1)], asks: [(600_000, 1)])
            let error = #expect(throws: LiveBooksError.self) {
                try books.load("1", bids: isBid ? levels : [], asks: isBid ? [] : levels)
            }
            #expect(error?.code == code && error?.advice == .skip)
            #expect(books.state(of: slot) == .awaitingSnapshot && books.bestBid(of: slot) == 0)
        }
    }

    @Test func aMessageIsAppliedWholeOrNotAtAll() throws {
        let books = TextBooks()
        for token in ["one", "two", "far"] { try books.load(token, tick: 10_000, bids: [(500_000, 1)]) }
        try Array("onetwofarnot".utf8).withUnsafeBytes { bytes in
            func change(_ place: Int, _ price: UInt32, _ size: UInt64) -> TokenChange {
                let token = UnsafeRawBufferPointer(rebasing: bytes[place * 3..<place * 3 + 3])
                return TokenChange(token: token, side: .bid, price: price, size: size)
            }
            let good = (0..<100).map { change([0, 1, 3][$0 % 3], UInt32($0 % 50 + 1) * 10_000, 7) }
            #expect(try books.apply(good) == 67)
            #expect(books.ignoredChangeCount == 33 && books.appliedChangeCount == 67)
            let before = try (0..<3).map {
                books.orderBook(of: try #require(books.slot(["one", "two", "far"][$0])))
            }
            // The first makes its ladder finer, the last is impossible.
            let bad = [change(0, 512_500, 1), change(1, 500_000, 0), change(0, 0, 1)]
            #expect(throws: LiveBooksError.self) { try books.apply(bad) }
            let after = try (0..<3).map {
                books.orderBook(of: try #require(books.slot(["one", "two", "far"][$0])))
            }
            #expect(before == after)
            #expect(books.state(of: try #require(books.slot("two"))) == .stale(.gap))
            #expect(books.state(of: try #require(books.slot("far"))) == .live)
            let finer = [change(2, 510_000, 4), change(2, 512_500, 1), change(2, 510_000, 0)]
            #expect(try books.apply(finer) == 3)
            #expect(books.bestBid(of: try #require(books.slot("far"))) == 512_500)
        }
    }
}
