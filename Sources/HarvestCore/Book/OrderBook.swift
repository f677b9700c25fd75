/// Resting interest in one token: bids and asks, each with its best price first.
///
/// Sides are sorted here because the wire has the best price last and documentation has it first. An empty
/// side is normal; whatever needs both sides is `nil` then. It takes snapshots and changes but does not know
/// whether one is missing: ``LiveBook`` does. For many books at the speed of memory there is ``LiveBooks``.
public struct OrderBook: Hashable, Sendable {
    /// Bids, highest price first.
    public private(set) var bids: [Level]
    /// Asks, lowest price first.
    public private(set) var asks: [Level]
    /// Shares of all bids, in millionths.
    private var bidTotal: Int64
    /// The same for asks.
    private var askTotal: Int64

    /// A book without levels.
    public init() {
        bids = []
        asks = []
        bidTotal = 0
        askTotal = 0
    }

    /// Makes a book of levels in any order; refuses impossible prices and sizes, and equal prices.
    public init(bids: [Level], asks: [Level]) throws(BookError) {
        (self.bids, bidTotal) = try Self.sorted(bids, .bid)
        (self.asks, askTotal) = try Self.sorted(asks, .ask)
    }

    /// Takes levels that are proven: best price first, no price twice, sizes that add up without overflow.
    init(provenBids bids: [Level], asks: [Level]) {
        self.bids = bids
        self.asks = asks
        bidTotal = bids.reduce(0) { $0 + $1.size.millionths }
        askTotal = asks.reduce(0) { $0 + $1.size.millionths }
    }

    /// The levels of a side, best price first.
    public func levels(_ side: Side) -> [Level] { side == .bid ? bids : asks }

    /// Highest bid.
    public var bestBid: Level? { bids.first }

    /// Lowest ask.
    public var bestAsk: Level? { asks.first }

    /// Half-way between best bid and best ask, half a millionth up; `nil` when a side is empty.
    public var mid: Price? { doubledMid.map { Price(millionths: ($0 + 1) / 2) } }

    /// Best ask minus best bid; negative in a crossed book, `nil` when a side is empty.
    public var spread: Amount? {
        guard let bestBid, let bestAsk else { return nil }
        return Amount(millionths: bestAsk.price.millionths - bestBid.price.millionths)
    }

    /// The mid, drawn towards the side with fewer shares at its best price; half a millionth up.
    public var microprice: Price? {
        guard let bestBid, let bestAsk else { return nil }
        let (bidSize, askSize) = (Int128(bestBid.size.millionths), Int128(bestAsk.size.millionths))
        let weighted =
            Int128(bestBid.price.millionths) * askSize + Int128(bestAsk.price.millionths) * bidSize
        let total = bidSize + askSize
        return Price(millionths: Int64((2 * weighted + total) / (2 * total)))
    }

    /// (bid − ask) ÷ (bid + ask) of the sizes at the best prices, from −1 to 1; `nil` in an empty book.
    public var imbalance: Amount? { imbalance(within: DepthBand(basisPoints: 0)) }

    /// Whether the best bid reaches the best ask, which a true book never shows.
    public var isCrossed: Bool { spread.map { $0.millionths <= 0 } ?? false }

    /// Best bid plus best ask in millionths: twice the mid without its rounding.
    var doubledMid: Int64? {
        guard let bestBid, let bestAsk else { return nil }
        return bestBid.price.millionths + bestAsk.price.millionths
    }

    /// Takes a snapshot: these levels, in any order, and no others. The book stays as it was when it throws.
    public mutating func replace(bids: [Level], asks: [Level]) throws(BookError) {
        self = try OrderBook(bids: bids, asks: asks)
    }

    /// Takes a snapshot as the venue sent it. The book stays as it was when it throws.
    public mutating func replace(with snapshot: BookSnapshot) throws(BookError) {
        try replace(bids: snapshot.bids, asks: snapshot.asks)
    }

    /// Sets the shares resting at a price; zero removes the level. The book stays as it was when it throws.
    ///
    /// - Returns: whether anything changed; resending a change changes nothing.
    @discardableResult
    public mutating func apply(_ side: Side, price: Price, size: Size) throws(BookError) -> Bool {
        guard price > .zero, price.millionths <= 1_000_000 else { throw .priceOutOfRange(side, price) }
        guard size >= .zero else { throw .sizeNotPositive(side, Level(price: price, size: size)) }
        switch side {
        case .bid: return try Self.set(price, size, in: &bids, &bidTotal, side)
        case .ask: return try Self.set(price, size, in: &asks, &askTotal, side)
        }
    }

    private static func set(
        _ price: Price, _ size: Size, in levels: inout [Level], _ total: inout Int64, _ side: Side
    ) throws(BookError) -> Bool {
        let place = place(of: price, in: levels, side)
        let exists = place < levels.count && levels[place].price == price
        let before = exists ? levels[place].size : .zero
        guard size != before else { return false }
        let (sum, overflowed) = (total - before.millionths).addingReportingOverflow(size.millionths)
        guard !overflowed else { throw .sizeOverflow(side) }
        total = sum
        if size == .zero {
            levels.remove(at: place)
        } else if exists {
            levels[place].size = size
        } else {
            levels.insert(Level(price: price, size: size), at: place)
        }
        return true
    }

    /// Where a price stands, or would stand: the number of better levels.
    private static func place(of price: Price, in levels: [Level], _ side: Side) -> Int {
        var (low, high) = (0, levels.count)
        while low < high {
            let middle = (low + high) / 2
            let isBetter = side == .bid ? levels[middle].price > price : levels[middle].price < price
            if isBetter { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func sorted(_ levels: [Level], _ side: Side) throws(BookError) -> ([Level], Int64) {
        var total: Int64 = 0
        for level in levels {
            guard level.price > .zero, level.price.millionths <= 1_000_000 else {
                throw .priceOutOfRange(side, level.price)
            }
            guard level.size > .zero else { throw .sizeNotPositive(side, level) }
            let (sum, overflowed) = total.addingReportingOverflow(level.size.millionths)
            guard !overflowed else { throw .sizeOverflow(side) }
            total = sum
        }
        let sorted = levels.sorted { side == .bid ? $0.price > $1.price : $0.price < $1.price }
        for (left, right) in zip(sorted, sorted.dropFirst()) where left.price == right.price {
            throw .duplicatePrice(side, left.price)
        }
        return (sorted, total)
    }
}
