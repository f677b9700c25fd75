/// Many maintained books, fed by the stream at the speed of memory.
///
/// Each token has a dense ladder: a size for each price step of each side, and a bit for each that is taken.
/// A change is a store and a bit, the next best price after a removal a bit scan; nothing is allocated in the
/// steady state. docs/decisions/0006 says why a ladder. Prices and sizes are the wire's integers in
/// millionths.
///
/// A price between the steps of a ladder makes the ladder finer and is never lost. Changes of tokens without
/// a snapshot are ignored and counted. What is refused (an impossible price, a bound that is met) is refused
/// as a whole, and the books it names are stale afterwards. It holds no hashes and no times, and it asks
/// nobody for the snapshot that heals a book. Not safe to share: it lives in one actor or one loop.
///
/// A slot is an index of a book, given by `load`, `expect` or `slot(of:)`. A number that no slot ever had is
/// a mistake of the program and traps.
public struct LiveBooks: ~Copyable {
    /// The bounds.
    public let limits: LiveBooksLimits
    /// Bytes of all ladders.
    public private(set) var ladderByteCount = 0
    /// Changes taken, whether or not they changed anything. What was refused, and all of a message of which
    /// one was, is in neither count.
    public internal(set) var appliedChangeCount: UInt64 = 0
    /// Changes left out: those of tokens that are unknown or await a snapshot, and removals at a price
    /// between the steps of the ladder, where no level can be.
    public internal(set) var ignoredChangeCount: UInt64 = 0
    var table: LadderTable
    /// The slots of the message at hand.
    var slots: UnsafeMutableBufferPointer<Int32>

    /// Makes room for a number of tokens, 1 to `limits.mostTokens`; it grows beyond that when it must.
    public init(capacity: Int = 256, limits: LiveBooksLimits = .standard) {
        self.limits = limits
        table = LadderTable(capacity: min(max(capacity, 1), limits.mostTokens))
        slots = .allocate(capacity: 64)
    }

    deinit { slots.deallocate() }

    /// Tokens known, with or without a snapshot.
    public var count: Int { table.count }

    /// One more than the highest slot ever in use, for going over all books. The slot of a removed token
    /// holds no book and awaits a snapshot: changes to it are ignored and counted, and it stays empty.
    public var slotCount: Int { table.slotCount }

    /// The slot of a token, given by its id's bytes, the same until it is removed; `nil` for an unknown
    /// token.
    public func slot(of token: UnsafeRawBufferPointer) -> Int? {
        let slot = table.slot(of: token)
        return slot < 0 ? nil : slot
    }

    /// Makes a token known, whose book then awaits a snapshot, and gives its slot.
    @discardableResult
    public mutating func expect(_ token: UnsafeRawBufferPointer) throws(LiveBooksError) -> Int {
        let slot = table.slot(of: token)
        if slot >= 0 { return slot }
        guard (1...LadderBook.longestToken).contains(token.count) else { throw .tokenLength(token.count) }
        guard table.count < limits.mostTokens else { throw .mostTokens(limits.mostTokens) }
        return table.add(token)
    }

    /// Forgets a token and gives its memory back; its slot may become another token's.
    public mutating func remove(slot: Int) {
        guard book(slot).tokenLength > 0 else { return }
        release(book(slot))
        table.remove(slot)
    }

    /// Forgets a book's levels: it awaits a snapshot.
    public mutating func reset(slot: Int) { reset(book(slot)) }

    /// Notes that a book may differ from the venue's; the first reason is kept.
    public mutating func markStale(slot: Int, _ reason: BookState.StaleReason) {
        book(slot).markStale(reason)
    }

    /// Notes the same of all books, as after a reconnect.
    public mutating func markAllStale(_ reason: BookState.StaleReason) {
        for slot in 0..<table.slotCount { table.book(slot).markStale(reason) }
    }

    /// Notes that the venue's hash is ours, which ends every doubt; nothing without a snapshot.
    public mutating func markProven(slot: Int) {
        if book(slot).hasSnapshot { book(slot).doubt = 1 }
    }

    /// Compares our best prices with the venue's, in millionths and 0 for none; a book that differs is stale
    /// by mismatch.
    ///
    /// - Returns: whether they are the same; `false` without a snapshot.
    @discardableResult
    public mutating func check(slot: Int, bestBid: UInt32, bestAsk: UInt32) -> Bool {
        let book = book(slot)
        guard book.hasSnapshot else { return false }
        if book.best(0) == bestBid && book.best(1) == bestAsk { return true }
        book.markStale(.mismatch)
        return false
    }

    /// The record of a slot that a caller gave.
    @inline(__always) func book(_ slot: Int) -> LadderBook {
        precondition(slot >= 0 && slot < table.slotCount, "no such slot")
        return table.book(slot)
    }

    func reset(_ book: LadderBook) {
        book.clear()
        book.doubt = 0
    }

    /// Counts bytes of ladders in or out.
    mutating func count(ladderBytes: Int) { ladderByteCount += ladderBytes }
}
