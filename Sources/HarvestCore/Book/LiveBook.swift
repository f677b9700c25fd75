/// One maintained book for people: its levels, and whether they may be trusted.
///
/// A snapshot makes it live, changes keep it so, and whoever learns that something is missing says so with
/// `markStale`. It does not fetch the snapshot that heals it, and it does not compute hashes.
public struct LiveBook: Hashable, Sendable {
    /// The levels; empty while a snapshot is awaited.
    public private(set) var book = OrderBook()
    /// Changes taken since the last snapshot.
    public private(set) var appliedChangeCount = 0
    /// Changes that came before any snapshot.
    public private(set) var ignoredChangeCount = 0
    private var hasSnapshot = false
    private var staleReason: BookState.StaleReason?

    /// Awaits a snapshot.
    public init() {}

    /// What the book is now.
    public var state: BookState {
        guard hasSnapshot else { return .awaitingSnapshot }
        if let staleReason { return .stale(staleReason) }
        return book.isCrossed ? .crossed : .live
    }

    /// Takes a snapshot, which ends every doubt and sets `appliedChangeCount` to zero.
    public mutating func replace(with snapshot: OrderBook) {
        book = snapshot
        hasSnapshot = true
        staleReason = nil
        appliedChangeCount = 0
    }

    /// Sets the shares resting at a price; zero removes the level. Ignored and counted before a snapshot.
    ///
    /// A change that cannot be taken makes the book stale, because the venue has it.
    /// - Returns: whether anything changed.
    @discardableResult
    public mutating func apply(_ side: Side, price: Price, size: Size) throws(BookError) -> Bool {
        guard hasSnapshot else {
            ignoredChangeCount += 1
            return false
        }
        do {
            let changed = try book.apply(side, price: price, size: size)
            appliedChangeCount += 1
            return changed
        } catch {
            markStale(.gap)
            throw error
        }
    }

    /// Notes that the book may differ from the venue's; the first reason is kept.
    public mutating func markStale(_ reason: BookState.StaleReason) { staleReason = staleReason ?? reason }

    /// Notes that the venue's hash is ours, which ends every doubt; nothing without a snapshot.
    public mutating func markProven() { staleReason = nil }

    /// Forgets the levels and awaits a snapshot.
    public mutating func reset() {
        let ignored = ignoredChangeCount
        self = LiveBook()
        ignoredChangeCount = ignored
    }
}
