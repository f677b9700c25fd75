internal import HarvestCore

/// The best prices of a book and what the rest of it is made from.
struct BookTop: Sendable {
    /// Number of the last change.
    let version: Int
    /// Moment of the last change.
    let changed: Timestamp
    /// Smallest step between prices, in thousandths.
    let tick: Int
    /// Best bid in thousandths; `nil` when nobody bids.
    let bid: Int?
    /// Best ask in thousandths; `nil` when nobody asks.
    let ask: Int?
    /// Last trade in thousandths of whichever token was traded; `nil` when there was none.
    let lastTrade: Int?

    /// What Gamma takes for the first outcome's price, in ten-thousandths.
    var price: Int { (bid ?? 0) * 5 + (ask ?? 1_000) * 5 }

    /// Ask less bid, an empty side counting as the end of the scale, in thousandths.
    var spread: Int { (ask ?? 1_000) - (bid ?? 0) }
}
