import HarvestCore
import HarvestTestSupport
import Testing

/// Whatever a stream says, no book traps, and each is what a dictionary says that it is.
struct BookHostilityTests {
    /// What was accepted, by token; without an entry a snapshot is awaited.
    private typealias Models = [String: BookModel]

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func liveBooksAreDictionaries(seed: UInt64) throws {
        var draw = HostileChanges(generator: SplitMix64(seed: seed))
        var models: Models = [:]
        let limits = LiveBooksLimits(mostTokens: 10, mostLadderBytes: 400_000)
        let books = TextBooks(capacity: 1, limits: limits)
        for _ in 0..<300 {
            switch draw.below(10) {
            case 0, 1: load(&draw, &models, books)
            case 2: try disturb(&draw, &models, books)
            case 3: single(draw.change(), draw.tokens, &models, books)
            default: try message(draw.message(), draw.tokens, &models, books)
            }
            try compare(draw.one(draw.tokens), models, books)
        }
        for token in draw.tokens { try compare(token, models, books) }
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func aHashedBookIsItsTexts(seed: UInt64) throws {
        var draw = HostileChanges(generator: SplitMix64(seed: seed))
        var levels: [Side: [UInt32: String]] = [.bid: [:], .ask: [:]]
        var book = HashedBook(era: .levels)
        HashedBook.withBytes(of: "1") { book.begin(market: $0, token: $0, timestamp: $0) }
        let isLoaded = book.finish()
        #expect(isLoaded)
        for round in 0..<200 {
            let (change, price, size) = (draw.change(), draw.text(), draw.text())
            let isRemoval = change.size == 0
            HashedBook.withBytes(of: price) { price in
                HashedBook.withBytes(of: size) { size in
                    _ = book.apply(
                        change.side, price: change.price, priceText: price, sizeText: size,
                        isRemoval: isRemoval)
                }
            }
            levels[change.side]?[change.price] =
                isRemoval ? nil : #"{"price":"\#(price)","size":"\#(size)"}"#
            guard round % 8 == 0 else { continue }
            let (text, digest) = (book.text, book.digest())
            #expect(text.contains(Self.list(levels)))
            let anew = SHA1.digest(of: text.utf8).flatMap { [$0 >> 4, $0 & 15] }
            #expect(digest == anew.map { String($0, radix: 16) }.joined())
        }
    }

    private static func list(_ levels: [Side: [UInt32: String]]) -> String {
        let bids = (levels[.bid] ?? [:]).sorted { $0.key < $1.key }.map(\.value).joined(separator: ",")
        let asks = (levels[.ask] ?? [:]).sorted { $0.key > $1.key }.map(\.value).joined(separator: ",")
        return #""bids":[\#(bids)],"asks":[\#(asks)]"#
    }

    /// A snapshot; one that is refused leaves the book, when there is one, without levels.
    private func load(_ draw: inout HostileChanges, _ models: inout Models, _ books: TextBooks) {
        let (token, bids, asks) = (draw.one(draw.tokens), draw.levels(), draw.levels())
        do {
            try books.load(token, tick: draw.tick(), bids: bids, asks: asks)
            var model = BookModel()
            for (price, size) in bids { model.set(.bid, price, size) }
            for (price, size) in asks { model.set(.ask, price, size) }
            models[token] = model
        } catch {
            models[token] = nil
        }
    }

    /// What changes a book's ladder, its state or its place, but no level.
    private func disturb(_ draw: inout HostileChanges, _ models: inout Models, _ books: TextBooks) throws {
        guard books.slotCount > 0 else { return }
        let slot = draw.below(books.slotCount)
        let token = draw.tokens.first { books.slot($0) == slot }
        switch draw.below(6) {
        case 0:
            books.remove(slot: slot)
            if let token { models[token] = nil }
        case 1:
            books.reset(slot: slot)
            if let token { models[token] = nil }
        case 2: books.markAllStale(.reconnect)
        case 3: books.markProven(slot: slot)
        default:
            let tick = draw.tick()
            do {
                try books.changeTick(slot: slot, to: tick)
                #expect(tick > 0)
            } catch {
                #expect(books.state(of: slot) != .live)
            }
        }
    }

    private func single(
        _ change: HostileChanges.Change, _ tokens: [String], _ models: inout Models, _ books: TextBooks
    ) {
        let token = tokens[change.token]
        let counted = books.appliedChangeCount + books.ignoredChangeCount
        // What was refused, for whatever reason, must have changed nothing: the next comparison sees to it.
        let isTaken = (try? books.apply(token, change.side, change.price, change.size)) != nil
        if isTaken { models[token]?.set(change.side, change.price, change.size) }
        #expect(books.appliedChangeCount + books.ignoredChangeCount - counted == (isTaken ? 1 : 0))
    }

    private func message(
        _ changes: [HostileChanges.Change], _ tokens: [String], _ models: inout Models, _ books: TextBooks
    ) throws {
        let counted = books.appliedChangeCount + books.ignoredChangeCount
        let isPossible = changes.allSatisfy {
            models[tokens[$0.token]] == nil || (1...1_000_000).contains($0.price)
        }
        do {
            try send(changes, tokens, books)
            #expect(isPossible)
            for change in changes {
                models[tokens[change.token]]?.set(change.side, change.price, change.size)
            }
            #expect(books.appliedChangeCount + books.ignoredChangeCount == counted + UInt64(changes.count))
        } catch let error as LiveBooksError {
            #expect(["E2030", "E2033", "E2037"].contains(error.code))
            #expect(books.appliedChangeCount + books.ignoredChangeCount == counted)
            for token in changes.map({ tokens[$0.token] }) where models[token] != nil {
                #expect(books.state(of: try #require(books.slot(token))) != .live)
            }
        }
    }

    private func send(_ changes: [HostileChanges.Change], _ tokens: [String], _ books: TextBooks) throws {
        try Array(tokens.joined().utf8).withUnsafeBytes { bytes in
            var end = 0
            let ranges = tokens.map { token in
                end += token.utf8.count
                return UnsafeRawBufferPointer(rebasing: bytes[end - token.utf8.count..<end])
            }
            let message = changes.map {
                TokenChange(token: ranges[$0.token], side: $0.side, price: $0.price, size: $0.size)
            }
            let applied = try books.apply(message)
            #expect(applied <= message.count)
        }
    }

    private func compare(_ token: String, _ models: Models, _ books: TextBooks) throws {
        guard let model = models[token] else {
            guard let slot = books.slot(token) else { return }
            #expect(books.state(of: slot) == .awaitingSnapshot && books.orderBook(of: slot) == OrderBook())
            return
        }
        let slot = try #require(books.slot(token))
        let expected = try model.book()
        #expect(books.state(of: slot) != .awaitingSnapshot && books.orderBook(of: slot) == expected)
        let top = books.top(of: slot)
        #expect(top.bidSize == model.bids[top.bidPrice] ?? 0 && top.askSize == model.asks[top.askPrice] ?? 0)
        for side in Side.allCases {
            #expect(books.levelCount(side, of: slot) == expected.levels(side).count)
            let depths = books.depths(side, of: slot, within: BookPropertyTests.bands)
            #expect(depths == BookPropertyTests.bands.map { model.depth(side, within: $0) })
        }
    }
}
