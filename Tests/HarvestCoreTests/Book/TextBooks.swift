import HarvestCore

/// `LiveBooks` behind a reference, with tokens as text and levels as pairs: `#expect` copies what it looks
/// at, and `LiveBooks` cannot be copied.
final class TextBooks {
    private var books: LiveBooks

    init(capacity: Int = 8, limits: LiveBooksLimits = .standard) {
        books = LiveBooks(capacity: capacity, limits: limits)
    }

    var count: Int { books.count }
    var slotCount: Int { books.slotCount }
    var ladderByteCount: Int { books.ladderByteCount }
    var appliedChangeCount: UInt64 { books.appliedChangeCount }
    var ignoredChangeCount: UInt64 { books.ignoredChangeCount }

    @discardableResult
    func load(
        _ token: String, tick: UInt32 = 0, bids: [(UInt32, UInt64)] = [], asks: [(UInt32, UInt64)] = []
    ) throws -> Int {
        let (bidPrices, bidSizes) = (bids.map(\.0), bids.map(\.1))
        let (askPrices, askSizes) = (asks.map(\.0), asks.map(\.1))
        return try Array(token.utf8).withUnsafeBytes { token in
            try bidPrices.withUnsafeBufferPointer { bidPrices in
                try bidSizes.withUnsafeBufferPointer { bidSizes in
                    try askPrices.withUnsafeBufferPointer { askPrices in
                        try askSizes.withUnsafeBufferPointer { askSizes in
                            try books.load(
                                token: token, tick: tick, bidPrices: bidPrices, bidSizes: bidSizes,
                                askPrices: askPrices, askSizes: askSizes)
                        }
                    }
                }
            }
        }
    }

    @discardableResult
    func expect(_ token: String) throws -> Int {
        try Array(token.utf8).withUnsafeBytes { try books.expect($0) }
    }

    @discardableResult
    func apply(_ token: String, _ side: Side, _ price: UInt32, _ size: UInt64) throws -> Bool {
        try Array(token.utf8).withUnsafeBytes {
            try books.apply(token: $0, side: side, price: price, size: size)
        }
    }

    func apply(slot: Int, side: Side, price: UInt32, size: UInt64) throws -> Bool {
        try books.apply(slot: slot, side: side, price: price, size: size)
    }

    func apply(_ message: [TokenChange]) throws -> Int {
        try message.withUnsafeBufferPointer { try books.apply($0) }
    }

    func slot(_ token: String) -> Int? { Array(token.utf8).withUnsafeBytes { books.slot(of: $0) } }
    func state(of slot: Int) -> BookState { books.state(of: slot) }
    func tick(of slot: Int) -> UInt32 { books.tick(of: slot) }
    func bestBid(of slot: Int) -> UInt32 { books.bestBid(of: slot) }
    func bestAsk(of slot: Int) -> UInt32 { books.bestAsk(of: slot) }
    func top(of slot: Int) -> BookTop { books.top(of: slot) }
    func levelCount(_ side: Side, of slot: Int) -> Int { books.levelCount(side, of: slot) }
    func orderBook(of slot: Int) -> OrderBook { books.orderBook(of: slot) }

    func size(_ side: Side, at price: UInt32, of slot: Int) -> UInt64 {
        books.size(side, at: price, of: slot)
    }

    func depths(_ side: Side, of slot: Int, within bands: [DepthBand]) -> [LadderDepth?] {
        books.depths(side, of: slot, within: bands)
    }

    func check(slot: Int, bestBid: UInt32, bestAsk: UInt32) -> Bool {
        books.check(slot: slot, bestBid: bestBid, bestAsk: bestAsk)
    }

    func changeTick(slot: Int, to tick: UInt32) throws { try books.changeTick(slot: slot, to: tick) }
    func markStale(slot: Int, _ reason: BookState.StaleReason) { books.markStale(slot: slot, reason) }
    func markAllStale(_ reason: BookState.StaleReason) { books.markAllStale(reason) }
    func markProven(slot: Int) { books.markProven(slot: slot) }
    func reset(slot: Int) { books.reset(slot: slot) }
    func remove(slot: Int) { books.remove(slot: slot) }
}
