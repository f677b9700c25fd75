/// What a snapshot's columns need of a ladder: a tick that has all prices, and room for the largest size.
///
/// Checks each level alone, as `OrderBook` does; prices that stand twice show when the ladder is filled.
struct LadderGrid {
    /// The coarsest tick that divides the first one and all prices.
    private(set) var tick: UInt32
    private var largest: (bid: UInt64, ask: UInt64) = (0, 0)

    init(tick: UInt32) { self.tick = tick }

    /// Takes a side's columns.
    mutating func take(
        _ prices: UnsafeBufferPointer<UInt32>, _ sizes: UnsafeBufferPointer<UInt64>, _ side: Side
    ) throws(LiveBooksError) {
        var (greatest, reciprocal) = (UInt64(0), (UInt64(1) << 31) / UInt64(tick) + 1)
        for index in prices.indices {
            let (price, size) = (prices[index], sizes[index])
            guard price &- 1 < 1_000_000 else { throw .book(Self.badPrice(side, price)) }
            guard size > 0 else { throw .book(Self.badSize(side, price, size)) }
            greatest = max(greatest, size)
            let step = UInt32(truncatingIfNeeded: (UInt64(price) &* reciprocal) &>> 31)
            if _slowPath(step &* tick != price) {
                tick = LiveBooks.tickOfBoth(tick, price)
                reciprocal = (UInt64(1) << 31) / UInt64(tick) + 1
            }
        }
        if side == .bid { largest.bid = greatest } else { largest.ask = greatest }
    }

    /// Refuses sizes whose sum could overflow on a ladder of so many positions.
    func admitSizes(_ limit: Int) throws(LiveBooksError) {
        guard LiveBooks.holds(largest.bid, limit) else { throw .book(.sizeOverflow(.bid)) }
        guard LiveBooks.holds(largest.ask, limit) else { throw .book(.sizeOverflow(.ask)) }
    }

    /// Whether a book's ladder has all prices and is at most ten times finer than they need.
    func isServed(by book: LadderBook) -> Bool {
        book.block != nil && tick % book.tick == 0 && tick / book.tick <= 10
    }

    static func badPrice(_ side: Side, _ price: UInt32) -> BookError {
        .priceOutOfRange(side, Price(millionths: Int64(price)))
    }

    static func badSize(_ side: Side, _ price: UInt32, _ size: UInt64) -> BookError {
        let size = Size(millionths: Int64(clamping: size))
        return .sizeNotPositive(side, Level(price: Price(millionths: Int64(price)), size: size))
    }
}
