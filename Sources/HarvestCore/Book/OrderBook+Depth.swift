extension OrderBook {
    /// What rests on a side within a band: bids at prices of at least origin × (1 − distance), asks at prices
    /// of at most origin × (1 + distance), both ends included.
    ///
    /// Exact in integers. Zero on an empty side when measured from the best price; `nil` when measured from
    /// the mid and a side is empty.
    public func depth(_ side: Side, within band: DepthBand) -> Depth? {
        guard let limit = limit(of: band, side) else { return isEmptyWithoutOrigin(band) ? .zero : nil }
        var walk = DepthWalk(levels(side), side)
        return walk.depth(upTo: limit)
    }

    /// What rests on a side within each of several bands, in their order, in one pass from the best price
    /// outwards. The bands may be in any order and of both origins.
    public func depths(_ side: Side, within bands: [DepthBand]) -> [Depth?] {
        var depths: [Depth?] = bands.map { isEmptyWithoutOrigin($0) ? .zero : nil }
        let limits = bands.map { limit(of: $0, side) }
        var walk = DepthWalk(levels(side), side)
        let order = bands.indices.sorted { Self.isNearer(limits[$0], limits[$1], side) }
        for index in order {
            guard let limit = limits[index] else { continue }
            depths[index] = walk.depth(upTo: limit)
        }
        return depths
    }

    /// (bid − ask) ÷ (bid + ask) of the sizes within a band, from −1 to 1, rounded half away from zero;
    /// `nil` when both are zero or the band does not exist.
    public func imbalance(within band: DepthBand) -> Amount? {
        guard let bid = depth(.bid, within: band), let ask = depth(.ask, within: band) else { return nil }
        return Self.imbalance(bid: bid.size, ask: ask.size)
    }

    /// (bid − ask) ÷ (bid + ask), rounded half away from zero; `nil` when both are zero.
    public static func imbalance(bid: Size, ask: Size) -> Amount? {
        let total = Int128(bid.millionths) + Int128(ask.millionths)
        guard total > 0 else { return nil }
        let difference = Int128(bid.millionths) - Int128(ask.millionths)
        let rounded = (2 * difference.magnitude * 1_000_000 + total.magnitude) / (2 * total.magnitude)
        return Amount(millionths: difference < 0 ? -Int64(rounded) : Int64(rounded))
    }

    /// The last price of a band; `nil` when nothing says where it begins.
    private func limit(of band: DepthBand, _ side: Side) -> Int64? {
        switch band.origin {
        case .best: levels(side).first.map { band.lastPrice(side, doubledOrigin: 2 * $0.price.millionths) }
        case .mid: doubledMid.map { band.lastPrice(side, doubledOrigin: $0) }
        }
    }

    /// Whether a band without an origin is empty rather than unknown.
    private func isEmptyWithoutOrigin(_ band: DepthBand) -> Bool { band.origin == .best }

    private static func isNearer(_ left: Int64?, _ right: Int64?, _ side: Side) -> Bool {
        guard let left, let right else { return right == nil && left != nil }
        return side == .bid ? left > right : left < right
    }
}
