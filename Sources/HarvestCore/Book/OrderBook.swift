/// Resting interest in one token: bids and asks, each with its best price first.
///
/// Sides are sorted here because the wire has the best price last and documentation has it first. An empty
/// side is normal; whatever needs both sides is `nil` then. It does not fetch, follow or repair anything.
public struct OrderBook: Hashable, Sendable {
    /// Bids, highest price first.
    public let bids: [Level]
    /// Asks, lowest price first.
    public let asks: [Level]

    /// Makes a book of levels in any order.
    public init(bids: [Level], asks: [Level]) throws(BookError) {
        self.bids = try Self.sorted(bids, .bid)
        self.asks = try Self.sorted(asks, .ask)
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

    /// Whether the best bid reaches the best ask, which a true book never shows.
    public var isCrossed: Bool { spread.map { $0.millionths <= 0 } ?? false }

    /// Best bid plus best ask in millionths: twice the mid without its rounding.
    var doubledMid: Int64? {
        guard let bestBid, let bestAsk else { return nil }
        return bestBid.price.millionths + bestAsk.price.millionths
    }

    private static func sorted(_ levels: [Level], _ side: Side) throws(BookError) -> [Level] {
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
        return sorted
    }
}
