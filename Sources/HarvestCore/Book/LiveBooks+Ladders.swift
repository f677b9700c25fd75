extension LiveBooks {
    /// Gives a book's ladder back.
    mutating func release(_ book: LadderBook) {
        guard let block = book.block else { return }
        count(ladderBytes: -LadderBook.blockByteCount(limit: book.limit))
        block.deallocate()
        book.block = nil
    }

    /// Gives a book an empty ladder of a tick: the one it has, when the sizes fit. The book stays as it was
    /// when it throws.
    mutating func prepare(_ book: LadderBook, tick: UInt32) throws(LiveBooksError) {
        let limit = LadderBook.limit(tick: tick)
        if book.block == nil || book.limit != limit {
            try admit(limit, insteadOf: book)
            release(book)
            allocate(limit, for: book)
        }
        book.tick = tick
        book.clear()
    }

    /// Moves a book's levels to a ladder of another tick, which must divide all their prices. The book stays
    /// as it was when it throws.
    mutating func rebuild(_ book: LadderBook, tick: UInt32) throws(LiveBooksError) {
        guard tick != book.tick else { return }
        let limit = LadderBook.limit(tick: tick)
        for side in Side.allCases {
            let largest = largestSize(of: book, LadderBook.lane(side))
            guard Self.holds(largest, limit) else { throw .book(.sizeOverflow(side)) }
        }
        try admit(limit, insteadOf: book)
        withUnsafeTemporaryAllocation(byteCount: LadderBook.byteCount, alignment: 16) { memory in
            guard let copy = memory.baseAddress else { return }
            copy.copyMemory(from: book.record, byteCount: LadderBook.byteCount)
            let before = LadderBook(copy)
            allocate(limit, for: book)
            book.tick = tick
            book.clear()
            move(from: before, to: book)
            release(before)
        }
    }

    /// Whether no sum of sizes of a side can overflow when each is at most this one.
    @inline(__always) static func holds(_ size: UInt64, _ limit: Int) -> Bool {
        // No ladder has more than 2²⁰ positions, so below 2⁴³ millionths, 8.8 million shares, any ladder will
        // do.
        size &>> 43 == 0 || size <= UInt64(Int64.max) / UInt64(limit)
    }

    /// The coarsest tick that divides both.
    static func tickOfBoth(_ left: UInt32, _ right: UInt32) -> UInt32 {
        var (left, right) = (left, right)
        while right != 0 { (left, right) = (right, left % right) }
        return left
    }

    private func admit(_ limit: Int, insteadOf book: LadderBook) throws(LiveBooksError) {
        let before = book.block == nil ? 0 : LadderBook.blockByteCount(limit: book.limit)
        guard ladderByteCount - before + LadderBook.blockByteCount(limit: limit) <= limits.mostLadderBytes
        else { throw .mostLadderBytes(limits.mostLadderBytes) }
    }

    private mutating func allocate(_ limit: Int, for book: LadderBook) {
        let byteCount = LadderBook.blockByteCount(limit: limit)
        book.block = .allocate(byteCount: byteCount, alignment: 64)
        book.limit = limit
        count(ladderBytes: byteCount)
    }

    private func largestSize(of book: LadderBook, _ lane: Int) -> UInt64 {
        var largest: UInt64 = 0
        book.forEachLevel(lane) { _, size in
            largest = max(largest, size)
            return true
        }
        return largest
    }

    private func move(from before: LadderBook, to book: LadderBook) {
        guard let block = book.block else { return }
        for lane in 0...1 {
            before.forEachLevel(lane) { price, size in
                _ = book.set(block, lane, book.step(of: price), size)
                return true
            }
        }
    }
}
