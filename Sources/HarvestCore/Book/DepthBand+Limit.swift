extension DepthBand {
    /// The last whole millionth within the band, from twice its origin in millionths: the lowest price of
    /// bids, the highest of asks.
    ///
    /// Doubled, because a mid may lie between two millionths.
    @inline(__always)
    func lastPrice(_ side: Side, doubledOrigin: Int64) -> Int64 {
        switch side {
        case .bid: (doubledOrigin * Int64(10_000 - basisPoints) + 19_999) / 20_000
        case .ask: doubledOrigin * Int64(10_000 + basisPoints) / 20_000
        }
    }
}
