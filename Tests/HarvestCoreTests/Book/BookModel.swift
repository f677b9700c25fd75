import HarvestCore

/// The plainest book there can be, a dictionary a side: what every other one is compared with.
struct BookModel {
    private(set) var bids: [UInt32: UInt64] = [:]
    private(set) var asks: [UInt32: UInt64] = [:]

    mutating func set(_ side: Side, _ price: UInt32, _ size: UInt64) {
        switch side {
        case .bid: bids[price] = size == 0 ? nil : size
        case .ask: asks[price] = size == 0 ? nil : size
        }
    }

    func levels(_ side: Side) -> [Level] {
        let levels = (side == .bid ? bids : asks).map { price, size in
            Level(price: Price(millionths: Int64(price)), size: Size(millionths: Int64(size)))
        }
        return levels.sorted { side == .bid ? $0.price > $1.price : $0.price < $1.price }
    }

    func book() throws(BookError) -> OrderBook { try OrderBook(bids: levels(.bid), asks: levels(.ask)) }

    /// Depth by its definition; the doubled origin in millionths.
    func depth(_ side: Side, within band: DepthBand) -> LadderDepth? {
        let bid = bids.keys.max().map(Int64.init)
        let ask = asks.keys.min().map(Int64.init)
        let origin: Int64
        switch band.origin {
        case .best:
            guard let best = side == .bid ? bid : ask else { return .zero }
            origin = 2 * best
        case .mid:
            guard let bid, let ask else { return nil }
            origin = bid + ask
        }
        let points = Int64(band.basisPoints)
        let levels = (side == .bid ? bids : asks).filter { level in
            let price = 2 * Int64(level.key) * 10_000
            return side == .bid ? price >= origin * (10_000 - points) : price <= origin * (10_000 + points)
        }
        return LadderDepth(
            size: levels.values.reduce(0) { $0 + Int64($1) },
            notional: levels.reduce(0) { $0 + Int128($1.key) * Int128($1.value) }, levelCount: levels.count)
    }
}
