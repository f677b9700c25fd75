/// The prices at which three bands end on both sides of one book, in millionths.
struct BandLimits {
    private let bid: (near: Int32, middle: Int32, far: Int32)
    private let ask: (near: Int32, middle: Int32, far: Int32)

    /// The limits of a book with these best prices; zero stands for a side that is empty.
    @inline(__always)
    init(_ bands: DepthBands, bestBid: UInt32, bestAsk: UInt32) {
        let both = UInt64(bestBid) &+ UInt64(bestAsk)
        let isMid = bands.origin == .mid
        let bidOrigin = isMid ? both : 2 &* UInt64(bestBid)
        let askOrigin = isMid ? both : 2 &* UInt64(bestAsk)
        bid = (
            Self.lowest(bidOrigin, bands.near), Self.lowest(bidOrigin, bands.middle),
            Self.lowest(bidOrigin, bands.far)
        )
        ask = (
            Self.highest(askOrigin, bands.near), Self.highest(askOrigin, bands.middle),
            Self.highest(askOrigin, bands.far)
        )
    }

    /// Limits within which nothing counts.
    private init() {
        bid = (.max, .max, .max)
        ask = (-1, -1, -1)
    }

    static let none = BandLimits()

    /// The last prices outside the bands of a side, from near to far.
    @inline(__always)
    func exclusive(_ side: Side) -> (near: Int32, middle: Int32, far: Int32) {
        switch side {
        case .bid: (bid.near &- 1, bid.middle &- 1, bid.far &- 1)
        case .ask: (ask.near &+ 1, ask.middle &+ 1, ask.far &+ 1)
        }
    }

    /// Whether a price lies within the far, the middle and the near band.
    func contains(_ side: Side, _ price: UInt32) -> (near: Bool, middle: Bool, far: Bool) {
        let price = Int32(truncatingIfNeeded: price)
        switch side {
        case .bid: return (price >= bid.near, price >= bid.middle, price >= bid.far)
        case .ask: return (price <= ask.near, price <= ask.middle, price <= ask.far)
        }
    }

    /// Least price of at least origin × (1 − distance), the origin being given twice.
    @inline(__always) private static func lowest(_ doubledOrigin: UInt64, _ distance: Int) -> Int32 {
        let product = doubledOrigin &* UInt64(truncatingIfNeeded: 10_000 &- distance)
        return Int32(truncatingIfNeeded: (product &+ 19_999) / 20_000)
    }

    /// Greatest price of at most origin × (1 + distance), the origin being given twice.
    @inline(__always) private static func highest(_ doubledOrigin: UInt64, _ distance: Int) -> Int32 {
        let product = doubledOrigin &* UInt64(truncatingIfNeeded: 10_000 &+ distance)
        return Int32(truncatingIfNeeded: product / 20_000)
    }
}
