extension LiveBooks {
    /// What the book in a slot is now.
    public func state(of slot: Int) -> BookState {
        let book = book(slot)
        guard book.hasSnapshot else { return .awaitingSnapshot }
        if let reason = BookState.StaleReason(rawValue: book.doubt - 1) { return .stale(reason) }
        return top(of: slot).isCrossed ? .crossed : .live
    }

    /// Highest bid in millionths; 0 when there is none.
    @inline(__always)
    public func bestBid(of slot: Int) -> UInt32 { book(slot).best(0) }

    /// Lowest ask in millionths; 0 when there is none.
    @inline(__always)
    public func bestAsk(of slot: Int) -> UInt32 { book(slot).best(1) }

    /// Both best levels, in millionths; a price of 0 means none.
    public func top(of slot: Int) -> BookTop {
        let book = book(slot)
        guard let block = book.block else { return BookTop(bidPrice: 0, bidSize: 0, askPrice: 0, askSize: 0) }
        let (bid, ask) = (Int(book.bests[0]), Int(book.bests[1]))
        return BookTop(
            bidPrice: book.price(0, bid), bidSize: bid == 0 ? 0 : book.sizes(block, 0)[bid],
            askPrice: book.price(1, ask), askSize: ask == 0 ? 0 : book.sizes(block, 1)[ask])
    }

    /// The ladder's price step in millionths; 0 before anything is known of it.
    public func tick(of slot: Int) -> UInt32 { book(slot).tick }

    /// Shares resting at a price, both in millionths; 0 when none do.
    public func size(_ side: Side, at price: UInt32, of slot: Int) -> UInt64 {
        book(slot).size(LadderBook.lane(side), at: price)
    }

    /// Levels of a side.
    public func levelCount(_ side: Side, of slot: Int) -> Int { book(slot).levelCount(LadderBook.lane(side)) }

    /// Calls `body` with price and size of each level, both in millionths, from the best outwards, until it
    /// says false.
    @inline(__always)
    public func forEachLevel(_ side: Side, of slot: Int, _ body: (_ price: UInt32, _ size: UInt64) -> Bool) {
        book(slot).forEachLevel(LadderBook.lane(side), body)
    }

    /// Copies prices and sizes of the best levels, both in millionths, from the best outwards, as many as the
    /// shorter column takes, and gives their number.
    public func copyLevels(
        _ side: Side, of slot: Int, prices: UnsafeMutableBufferPointer<UInt32>,
        sizes: UnsafeMutableBufferPointer<UInt64>
    ) -> Int {
        let room = min(prices.count, sizes.count)
        var count = 0
        book(slot).forEachLevel(LadderBook.lane(side)) { price, size in
            guard count < room else { return false }
            prices[count] = price
            sizes[count] = size
            count &+= 1
            return true
        }
        return count
    }

    /// What rests on a side within each band, in one pass when the bands go from near to far, and right in
    /// any order. Allocates nothing.
    ///
    /// - Parameters:
    ///   - side: the side of the book.
    ///   - slot: the book.
    ///   - bands: distances, from near to far.
    ///   - depths: filled in the order of the bands, and at least as many. On an empty side they are zero
    ///     when measured from the best price; measured from the mid they are `nil` while a side is empty.
    public func depths(
        _ side: Side, of slot: Int, within bands: Span<DepthBand>,
        into depths: inout MutableSpan<LadderDepth?>
    ) {
        let book = book(slot)
        let lane = LadderBook.lane(side)
        guard let block = book.block, book.bests[lane] != 0 else {
            for index in bands.indices { depths[index] = bands[index].origin == .best ? .zero : nil }
            return
        }
        var walk = LadderWalk(book, block, lane)
        for index in bands.indices {
            guard let lowest = lowestPosition(of: bands[index], book, side) else {
                depths[index] = nil
                continue
            }
            if lowest > walk.lowest { walk = LadderWalk(book, block, lane) }
            depths[index] = walk.depth(downTo: lowest)
        }
    }

    /// What rests on a side within each band, in the order of the bands, as an array that it allocates.
    public func depths(_ side: Side, of slot: Int, within bands: [DepthBand]) -> [LadderDepth?] {
        var depths = [LadderDepth?](repeating: nil, count: bands.count)
        var span = depths.mutableSpan
        self.depths(side, of: slot, within: bands.span, into: &span)
        return depths
    }

    /// A copy of the book as a value, best prices first; empty while a snapshot is awaited.
    public func orderBook(of slot: Int) -> OrderBook {
        OrderBook(provenBids: levels(.bid, of: slot), asks: levels(.ask, of: slot))
    }

    private func levels(_ side: Side, of slot: Int) -> [Level] {
        var levels: [Level] = []
        levels.reserveCapacity(levelCount(side, of: slot))
        forEachLevel(side, of: slot) { price, size in
            levels.append(
                Level(price: Price(millionths: Int64(price)), size: Size(millionths: Int64(size))))
            return true
        }
        return levels
    }

    /// The furthest position within a band; `nil` without a mid that it needs. The side is not empty.
    @inline(__always)
    private func lowestPosition(of band: DepthBand, _ book: LadderBook, _ side: Side) -> Int? {
        let (bid, ask) = (Int64(book.best(0)), Int64(book.best(1)))
        let origin: Int64
        switch band.origin {
        case .best: origin = 2 * (side == .bid ? bid : ask)
        case .mid:
            guard bid != 0, ask != 0 else { return nil }
            origin = bid + ask
        }
        // A step below the first price of a band of bids is the last one outside it.
        switch side {
        case .bid: return book.step(notAbove: max(1, band.lastPrice(.bid, doubledOrigin: origin)) - 1) + 1
        case .ask:
            let last = min(1_000_000, band.lastPrice(.ask, doubledOrigin: origin))
            return book.limit - book.step(notAbove: last)
        }
    }
}
