internal import HarvestCore

/// All that a contender read of one book, for comparison with what the others read.
struct ParsedBook: Hashable, Sendable {
    /// What the venue says beside the levels; millionths, zero for what it did not say.
    struct Facts: Hashable, Sendable {
        let market: String
        let token: String
        let hash: String
        let milliseconds: Int64
        let minimumOrderSize: Int64
        let tickSize: Int64
        let lastTradePrice: Int64
        let isNegRisk: Bool
    }

    /// Shares and rounded notional within a band, in millionths.
    struct Band: Hashable, Sendable {
        let size: Int64
        let notional: Int64
    }

    let facts: Facts
    /// Best prices first.
    let bids: [Level]
    /// The same for asks.
    let asks: [Level]
    /// Within 1, 2 and 5 % of the best price: bids, then asks.
    let bands: [Band]

    /// A little of everything, the same whoever read the book.
    var digest: UInt64 {
        Self.digest(
            bid: bids.first?.price.millionths ?? 0, ask: asks.first?.price.millionths ?? 0,
            milliseconds: facts.milliseconds, near: bands[0].size, far: bands[5].size)
    }

    @inline(__always)
    static func digest(bid: Int64, ask: Int64, milliseconds: Int64, near: Int64, far: Int64) -> UInt64 {
        UInt64(bitPattern: bid &+ ask &+ milliseconds &+ near &+ far)
    }
}
