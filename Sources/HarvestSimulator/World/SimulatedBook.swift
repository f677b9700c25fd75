internal import HarvestCore

/// An order book of the first outcome; the book of the second is its mirror image.
struct SimulatedBook: Sendable {
    /// One price and the size resting at it.
    struct Level: Hashable, Sendable {
        /// Thousandths.
        let price: Int
        /// Hundredths of a share.
        let size: Int

        /// The size as text without trailing zeros.
        var sizeText: String { DecimalText.text(millionths: Int64(size) * 10_000) }
    }

    /// When it changed last.
    let changed: Timestamp
    /// Smallest step between prices, in thousandths: 1 or 10.
    let tick: Int
    /// Lowest price first, as on the wire.
    let bids: [Level]
    /// Highest price first, as on the wire.
    let asks: [Level]
    /// Price of the last trade, in thousandths of whichever token was traded; `nil` when there was none.
    let lastTrade: Int?

    var bestBid: Int? { bids.last?.price }

    var bestAsk: Int? { asks.last?.price }

    /// Half-way between the best prices, in ten-thousandths of a dollar; `nil` when a side is empty.
    var middle: Int? {
        guard let bestBid, let bestAsk else { return nil }
        return (bestBid + bestAsk) * 5
    }

    /// The book of an outcome: itself, or prices taken from one with the sides exchanged.
    func seen(from outcome: Int) -> SimulatedBook {
        guard outcome == 1 else { return self }
        func mirrored(_ levels: [Level]) -> [Level] {
            levels.map { Level(price: 1_000 - $0.price, size: $0.size) }
        }
        return SimulatedBook(
            changed: changed, tick: tick, bids: mirrored(asks), asks: mirrored(bids), lastTrade: lastTrade)
    }
}
