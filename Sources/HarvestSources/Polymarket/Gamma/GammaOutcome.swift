package import HarvestCore

/// One outcome of a Gamma market.
package struct GammaOutcome: Hashable, Sendable {
    /// Place among the market's outcomes, from 0.
    package var index: Int
    /// Name: `Yes`, `No`, `Up`, a team.
    package var name: String
    /// Token; none on markets that never had an order book.
    package var tokenID: TokenID?
    /// Price as it came; none on fresh markets.
    package var priceText: String?

    /// The price when it has at most six decimals.
    package var price: Price? { priceText.flatMap { Price(exactly: $0) } }
}
