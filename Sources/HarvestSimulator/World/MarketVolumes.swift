internal import HarvestCore

/// How much was traded in a market and how much rests in it, in millionths of USDC.
struct MarketVolumes: Sendable {
    var total: Int64 = 0
    var day: Int64 = 0
    var week: Int64 = 0
    var month: Int64 = 0
    var year: Int64 = 0
    var liquidity: Int64 = 0

    /// Adds another market's.
    static func += (left: inout MarketVolumes, right: MarketVolumes) {
        left.total += right.total
        left.day += right.day
        left.week += right.week
        left.month += right.month
        left.year += right.year
        left.liquidity += right.liquidity
    }
}
