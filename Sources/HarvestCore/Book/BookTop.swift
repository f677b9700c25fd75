/// The best level of each side of a maintained book, in integers of millionths; a price of 0 means none.
public struct BookTop: Hashable, Sendable {
    /// Best bid in millionths; 0 without bids.
    public var bidPrice: UInt32
    /// Shares at the best bid in millionths.
    public var bidSize: UInt64
    /// Best ask in millionths; 0 without asks.
    public var askPrice: UInt32
    /// Shares at the best ask in millionths.
    public var askSize: UInt64

    /// Joins both sides.
    public init(bidPrice: UInt32, bidSize: UInt64, askPrice: UInt32, askSize: UInt64) {
        self.bidPrice = bidPrice
        self.bidSize = bidSize
        self.askPrice = askPrice
        self.askSize = askSize
    }

    /// Whether both sides have a level.
    public var isTwoSided: Bool { bidPrice != 0 && askPrice != 0 }

    /// Twice the mid in millionths, without rounding; `nil` when a side is empty.
    public var doubledMid: UInt64? { isTwoSided ? UInt64(bidPrice) + UInt64(askPrice) : nil }

    /// Best ask minus best bid in millionths, negative when crossed; `nil` when a side is empty.
    public var spread: Int64? { isTwoSided ? Int64(askPrice) - Int64(bidPrice) : nil }

    /// Whether the best bid reaches the best ask.
    public var isCrossed: Bool { isTwoSided && bidPrice >= askPrice }

    /// The mid in millionths, drawn towards the side with fewer shares, half a millionth up; `nil` when a
    /// side is empty or neither has shares.
    public var microprice: UInt32? {
        guard isTwoSided, bidSize | askSize != 0 else { return nil }
        let (bid, ask) = (Int128(bidSize), Int128(askSize))
        let weighted = Int128(bidPrice) * ask + Int128(askPrice) * bid
        return UInt32((2 * weighted + bid + ask) / (2 * (bid + ask)))
    }

    /// (bid − ask) ÷ (bid + ask) of the sizes, from −1 to 1; `nil` in an empty book.
    public var imbalance: Double? {
        let total = Double(bidSize) + Double(askSize)
        return total > 0 ? (Double(bidSize) - Double(askSize)) / total : nil
    }
}
