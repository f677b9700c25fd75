extension OrderBook {
    /// What rests on a side within a band: bids at prices of at least origin × (1 − distance), asks at prices
    /// of at most origin × (1 + distance), both ends included.
    ///
    /// Exact in integers. Zero on an empty side when measured from the best price; `nil` when measured from
    /// the mid and a side is empty.
    public func depth(_ side: Side, within band: DepthBand) -> Depth? {
        let levels = levels(side)
        // Prices are compared doubled, so that a mid between two millionths stays exact.
        let doubledOrigin: Int64
        switch band.origin {
        case .best:
            guard let best = levels.first else { return .zero }
            doubledOrigin = 2 * best.price.millionths
        case .mid:
            guard let doubledMid else { return nil }
            doubledOrigin = doubledMid
        }
        let distance = Int64(side == .bid ? 10_000 - band.basisPoints : 10_000 + band.basisPoints)
        return Self.depth(of: levels, side, limit: doubledOrigin * distance)
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

    /// Adds up levels, best first, until one lies beyond `limit`, which is a doubled price times 10,000.
    private static func depth(of levels: [Level], _ side: Side, limit: Int64) -> Depth {
        var size: Int64 = 0
        var notional: Int128 = 0
        var count = 0
        for level in levels {
            let price = 2 * level.price.millionths * 10_000
            guard side == .bid ? price >= limit : price <= limit else { break }
            // The book's initialiser has shown that the sizes of a side add up without overflow.
            size += level.size.millionths
            notional += Int128(level.price.millionths) * Int128(level.size.millionths)
            count += 1
        }
        let rounded = Int64((notional + 500_000) / 1_000_000)
        return Depth(
            size: Size(millionths: size), notional: Amount(millionths: rounded), levelCount: count)
    }
}
