extension LiveBooks {
    /// Takes a parsed book as a snapshot: its levels and no others. Makes the token known when it is not.
    ///
    /// - Returns: the token's slot.
    /// - Throws: what `OrderBook` refuses, and what meets a bound; a known book then awaits a snapshot.
    @discardableResult
    public mutating func load(_ book: borrowing BookColumns) throws(LiveBooksError) -> Int {
        try load(
            token: book.token, tick: book.tickSize, bidPrices: book.bidPrices, bidSizes: book.bidSizes,
            askPrices: book.askPrices, askSizes: book.askSizes)
    }

    /// Takes a snapshot: these levels, in any order, and no others. Makes the token known when it is not.
    ///
    /// - Parameters:
    ///   - token: the id's bytes, 1 to 96.
    ///   - tick: the announced price step in millionths; 0 when the snapshot does not say, then the one known
    ///     from before stays, or the coarsest of 0.01 and below that has all prices is taken.
    ///   - bidPrices: millionths, 1 to 1,000,000.
    ///   - bidSizes: shares in millionths, one for each price and none of them zero.
    ///   - askPrices: millionths, 1 to 1,000,000.
    ///   - askSizes: shares in millionths, one for each price and none of them zero.
    /// - Returns: the token's slot.
    /// - Throws: what `OrderBook` refuses, and what meets a bound. A known book then awaits a snapshot: what
    ///   it held is older than what could not be read.
    @discardableResult
    public mutating func load(
        token: UnsafeRawBufferPointer, tick: UInt32, bidPrices: UnsafeBufferPointer<UInt32>,
        bidSizes: UnsafeBufferPointer<UInt64>, askPrices: UnsafeBufferPointer<UInt32>,
        askSizes: UnsafeBufferPointer<UInt64>
    ) throws(LiveBooksError) -> Int {
        precondition(bidPrices.count == bidSizes.count && askPrices.count == askSizes.count, "uneven columns")
        let slot = try expect(token)
        let book = table.book(slot)
        book.doubt = 0
        do {
            let announced = try announcedTick(tick, of: book)
            var grid = LadderGrid(tick: announced ?? (book.tick == 0 ? 10_000 : book.tick))
            try grid.take(bidPrices, bidSizes, .bid)
            try grid.take(askPrices, askSizes, .ask)
            let isContradicted = announced != nil && announced != grid.tick
            // A ladder that was made finer once stays so, lest a market that names one tick and uses another
            // make it coarser and finer for ever.
            let keepsLadder = (announced == nil || isContradicted) && grid.isServed(by: book)
            try prepare(book, tick: keepsLadder ? book.tick : grid.tick)
            try grid.admitSizes(book.limit)
            try fill(book, .bid, bidPrices, bidSizes)
            try fill(book, .ask, askPrices, askSizes)
            book.isTickAnnounced = announced != nil && !isContradicted
        } catch {
            reset(book)
            throw error
        }
        book.doubt = 1
        return slot
    }

    /// Takes the venue's word that a token's price step is another one, in millionths, and rebuilds its
    /// ladder.
    ///
    /// Levels between the steps of the new tick stay, on a finer ladder, and make the book stale: the venue
    /// must have cancelled them. A book that awaits a snapshot only notes the tick; the slot of a removed
    /// token notes nothing.
    ///
    /// - Throws: `tickSize` for an impossible one, and what meets a bound. The book keeps its ladder and is
    ///   stale then: the venue's is another.
    public mutating func changeTick(slot: Int, to tick: UInt32) throws(LiveBooksError) {
        let book = book(slot)
        do throws(LiveBooksError) {
            guard tick >= 1, tick <= 1_000_000 else { throw .tickSize(tick) }
            guard book.hasSnapshot else { return note(tick, of: book) }
            try changeTick(of: book, to: tick)
        } catch {
            book.markStale(.tickSizeChanged)
            throw error
        }
    }

    /// Notes the tick of a book that awaits a snapshot.
    private mutating func note(_ tick: UInt32, of book: LadderBook) {
        guard book.tokenLength > 0 else { return }
        release(book)
        book.tick = tick
        book.isTickAnnounced = true
    }

    private mutating func changeTick(of book: LadderBook, to tick: UInt32) throws(LiveBooksError) {
        var common = tick
        for lane in 0...1 {
            book.forEachLevel(lane) { price, _ in
                common = Self.tickOfBoth(common, price)
                return common > 1
            }
        }
        try rebuild(book, tick: common)
        book.isTickAnnounced = common == tick
        if common != tick { book.markStale(.tickSizeChanged) }
    }

    /// The tick that the venue named, now or before; `nil` when it named none.
    private func announcedTick(_ tick: UInt32, of book: LadderBook) throws(LiveBooksError) -> UInt32? {
        guard tick <= 1_000_000 else { throw .tickSize(tick) }
        if tick > 0 { return tick }
        return book.isTickAnnounced ? book.tick : nil
    }

    private func fill(
        _ book: LadderBook, _ side: Side, _ prices: UnsafeBufferPointer<UInt32>,
        _ sizes: UnsafeBufferPointer<UInt64>
    ) throws(LiveBooksError) {
        guard let block = book.block else { return }
        let lane = LadderBook.lane(side)
        let words = book.words(block, lane)
        for index in prices.indices {
            let step = book.step(of: prices[index])
            let position = book.position(lane, step)
            guard words[position &>> 6] &>> UInt64(position & 63) & 1 == 0 else {
                throw .book(.duplicatePrice(side, Price(millionths: Int64(prices[index]))))
            }
            _ = book.set(block, lane, step, sizes[index])
        }
    }
}
