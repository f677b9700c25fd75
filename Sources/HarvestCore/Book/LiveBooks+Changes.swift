extension LiveBooks {
    /// Sets the shares resting at a token's price; zero removes the level. Ignored and counted when the token
    /// is unknown or awaits a snapshot, and when there can be no such level to remove.
    ///
    /// - Parameters:
    ///   - token: the id's bytes.
    ///   - side: the side of the book.
    ///   - price: millionths, 1 to 1,000,000.
    ///   - size: shares that rest there from now on, in millionths.
    /// - Returns: whether anything changed.
    /// - Throws: `LiveBooksError`, when the price is impossible or a bound is met; the book is stale then.
    @discardableResult
    @inline(__always)
    public mutating func apply(
        token: UnsafeRawBufferPointer, side: Side, price: UInt32, size: UInt64
    ) throws(LiveBooksError) -> Bool {
        let slot = table.slot(of: token)
        guard slot >= 0 else {
            ignoredChangeCount &+= 1
            return false
        }
        return try apply(table.book(slot), side, price, size)
    }

    /// Sets the shares resting at a price of the book in a slot, both in millionths; zero removes the level.
    ///
    /// - Returns: whether anything changed.
    @discardableResult
    @inline(__always)
    public mutating func apply(
        slot: Int, side: Side, price: UInt32, size: UInt64
    ) throws(LiveBooksError) -> Bool {
        try apply(book(slot), side, price, size)
    }

    /// Applies a parsed message: all of its changes, or none when one cannot be taken, and then the books
    /// they name are stale.
    ///
    /// - Parameters:
    ///   - message: what `StreamParser` lends.
    ///   - each: told of every change that was applied, by its place in the message, with its book's slot and
    ///     the best prices it leads to, in millionths and 0 for none.
    /// - Returns: how many were applied; the others are in `ignoredChangeCount`.
    @discardableResult
    public mutating func apply(
        _ message: borrowing PriceChanges,
        _ each: (_ place: Int, _ slot: Int, _ bestBid: UInt32, _ bestAsk: UInt32) -> Void
    ) throws(LiveBooksError) -> Int {
        try apply(message.changes, each)
    }

    /// Parses a `price_change` message and applies it as the other variants do: the shortest way from bytes
    /// to best prices.
    ///
    /// - Parameters:
    ///   - bytes: one message.
    ///   - parser: whose buffers are used; its `milliseconds` say the message's time afterwards.
    ///   - each: told of every change that was applied, by its place in the message, with its book's slot and
    ///     the best prices it leads to, in millionths and 0 for none.
    /// - Returns: how many were applied; the others are in `ignoredChangeCount`.
    /// - Throws: what the other variants throw, and `message` when the bytes are none; then no book was
    ///   touched.
    @discardableResult
    public mutating func apply(
        messageIn bytes: UnsafeRawBufferPointer, parsedBy parser: inout StreamParser,
        _ each: (_ place: Int, _ slot: Int, _ bestBid: UInt32, _ bestAsk: UInt32) -> Void
    ) throws(LiveBooksError) -> Int {
        do throws(BookParseError) {
            try parser.parseChanges(bytes)
        } catch {
            throw .message(error)
        }
        return try apply(parser.changes.changes, each)
    }

    /// Parses a `price_change` message and applies it; see the variant with a buffer.
    @discardableResult
    public mutating func apply(
        messageIn bytes: RawSpan, parsedBy parser: inout StreamParser,
        _ each: (_ place: Int, _ slot: Int, _ bestBid: UInt32, _ bestAsk: UInt32) -> Void = { _, _, _, _ in }
    ) throws(LiveBooksError) -> Int {
        try bytes.withUnsafeBytes { (bytes) throws(LiveBooksError) in
            try apply(messageIn: bytes, parsedBy: &parser, each)
        }
    }

    /// Applies a parsed message: all of its changes, or none when one cannot be taken, and then the books
    /// they name are stale.
    ///
    /// - Returns: how many were applied; the others are in `ignoredChangeCount`.
    @discardableResult
    public mutating func apply(_ message: borrowing PriceChanges) throws(LiveBooksError) -> Int {
        try apply(message.changes) { _, _, _, _ in }
    }

    /// Applies what another parser has read as one message: all of the changes, or none when one cannot be
    /// taken, and then the books they name are stale.
    ///
    /// - Returns: how many were applied; the others are in `ignoredChangeCount`.
    @discardableResult
    public mutating func apply<Change: LevelChange>(
        _ changes: UnsafeBufferPointer<Change>
    ) throws(LiveBooksError) -> Int {
        try apply(changes) { _, _, _, _ in }
    }

    @inline(__always)
    private mutating func apply<Change: LevelChange>(
        _ changes: UnsafeBufferPointer<Change>, _ each: (Int, Int, UInt32, UInt32) -> Void
    ) throws(LiveBooksError) -> Int {
        guard let start = changes.baseAddress else { return 0 }
        if changes.count > slots.count { growSlots(to: changes.count) }
        try plan(changes)
        var applied = 0
        for index in changes.indices where slots[index] >= 0 {
            // Looked at in place: copying a change costs as much as applying it.
            let change = start + index
            let book = table.book(Int(slots[index]))
            guard let block = book.block else { continue }
            let lane = LadderBook.lane(change.pointee.side)
            _ = book.set(block, lane, book.step(of: change.pointee.price), change.pointee.size)
            applied &+= 1
            each(index, Int(slots[index]), book.best(0), book.best(1))
        }
        appliedChangeCount &+= UInt64(applied)
        return applied
    }

    @inline(__always)
    private mutating func apply(
        _ book: LadderBook, _ side: Side, _ price: UInt32, _ size: UInt64
    ) throws(LiveBooksError) -> Bool {
        guard book.hasSnapshot, let block = book.block else {
            ignoredChangeCount &+= 1
            return false
        }
        let step = book.step(of: price)
        if _slowPath(!Self.isPlain(book, step, price, size)) {
            return try applyOddly(book, side, price, size)
        }
        appliedChangeCount &+= 1
        return book.set(block, LadderBook.lane(side), step, size)
    }

    /// Whether a change needs nothing but to be applied.
    @inline(__always)
    private static func isPlain(_ book: LadderBook, _ step: Int, _ price: UInt32, _ size: UInt64) -> Bool {
        price &- 1 < 1_000_000 && size &>> 43 == 0 && book.isExact(step, for: price)
    }

    @inline(never)
    private mutating func applyOddly(
        _ book: LadderBook, _ side: Side, _ price: UInt32, _ size: UInt64
    ) throws(LiveBooksError) -> Bool {
        do {
            guard try admit(book, side, price, size), let block = book.block else { return false }
            appliedChangeCount &+= 1
            return book.set(block, LadderBook.lane(side), book.step(of: price), size)
        } catch {
            book.markStale(.gap)
            throw error
        }
    }

    /// Makes sure that a change can be applied, with a finer ladder when its price needs one. `false`: it
    /// removes a level that cannot be there, and is counted as ignored.
    @inline(never)
    private mutating func admit(
        _ book: LadderBook, _ side: Side, _ price: UInt32, _ size: UInt64
    ) throws(LiveBooksError) -> Bool {
        guard price &- 1 < 1_000_000 else { throw .book(LadderGrid.badPrice(side, price)) }
        let isOnGrid = book.isExact(book.step(of: price), for: price)
        if !isOnGrid, book.isTickAnnounced { book.markStale(.offGridPrice) }
        guard isOnGrid || size > 0 else {
            ignoredChangeCount &+= 1
            return false
        }
        let tick = isOnGrid ? book.tick : Self.tickOfBoth(book.tick, price)
        guard Self.holds(size, LadderBook.limit(tick: tick)) else { throw .book(.sizeOverflow(side)) }
        if !isOnGrid {
            try rebuild(book, tick: tick)
            book.isTickAnnounced = false
        }
        return true
    }

    /// Finds the slots of all changes and makes their ladders ready; when it throws, the books of the message
    /// are stale and none of it is counted.
    @inline(__always)
    private mutating func plan<Change: LevelChange>(
        _ changes: UnsafeBufferPointer<Change>
    ) throws(LiveBooksError) {
        let (ignored, byteCount) = (ignoredChangeCount, ladderByteCount)
        do {
            try planEach(changes)
            // A larger ladder takes smaller sizes than the changes before were admitted for, so they are
            // asked for again. No ladder grows then: by now each has all prices of the message.
            if _slowPath(ladderByteCount != byteCount) {
                ignoredChangeCount = ignored
                try planEach(changes)
            }
        } catch {
            ignoredChangeCount = ignored
            markStale(changes)
            throw error
        }
    }

    @inline(__always)
    private mutating func planEach<Change: LevelChange>(
        _ changes: UnsafeBufferPointer<Change>
    ) throws(LiveBooksError) {
        guard let start = changes.baseAddress else { return }
        for index in changes.indices { slots[index] = try plan(start + index) }
    }

    /// The slot of a change that can be applied; -1 for one that is to be left out.
    @inline(__always)
    private mutating func plan<Change: LevelChange>(
        _ change: UnsafePointer<Change>
    ) throws(LiveBooksError) -> Int32 {
        let slot = table.slot(of: change.pointee.token)
        guard slot >= 0, table.book(slot).hasSnapshot else {
            ignoredChangeCount &+= 1
            return -1
        }
        let book = table.book(slot)
        let (price, size) = (change.pointee.price, change.pointee.size)
        if _slowPath(!Self.isPlain(book, book.step(of: price), price, size)) {
            guard try admit(book, change.pointee.side, price, size) else { return -1 }
        }
        return Int32(truncatingIfNeeded: slot)
    }

    private func markStale<Change: LevelChange>(_ changes: UnsafeBufferPointer<Change>) {
        for change in changes {
            let slot = table.slot(of: change.token)
            if slot >= 0 { table.book(slot).markStale(.gap) }
        }
    }

    private mutating func growSlots(to count: Int) {
        slots.deallocate()
        slots = .allocate(capacity: count)
    }
}
