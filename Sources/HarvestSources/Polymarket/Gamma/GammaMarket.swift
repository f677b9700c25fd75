package import HarvestCore

/// A market as Gamma tells it: what the tables need, in Gamma's meaning.
///
/// Whatever Gamma left out is `nil`. Prices and amounts are exact or rounded to six decimals; the
/// many-digit prices of markets from 2020 and 2021 stay text.
package struct GammaMarket: Hashable, Sendable {
    /// Number of the market.
    package var id: MarketID
    /// Condition on chain; some old markets have none.
    package var conditionID: ConditionID?
    /// Question on chain.
    package var questionID: String?
    /// Question.
    package var question: String
    /// Name in addresses.
    package var slug: String
    /// Outcomes in order, each with its token and price.
    package var outcomes: [GammaOutcome]
    /// Label among the markets of its event, such as `200-219`.
    package var groupItemTitle: String?
    /// Place among the markets of its event, as text.
    package var groupItemThreshold: String?
    /// Rules.
    package var description: String?
    /// Where the result is read.
    package var resolutionSource: String?
    /// Gamma's category, on old markets.
    package var category: String?
    /// Creation or activation, not the window of a count.
    package var start: Timestamp?
    /// Nominal deadline.
    package var end: Timestamp?
    /// When trading ended for good.
    package var closedAt: Timestamp?
    /// Creation at Gamma.
    package var createdAt: Timestamp?
    /// Last change at Gamma.
    package var updatedAt: Timestamp?
    /// Whether it was ever activated; stays true after closing.
    package var isActive: Bool?
    /// Whether trading has ended for good.
    package var isClosed: Bool?
    /// Whether it was put away.
    package var isArchived: Bool?
    /// Whether at most one market of its event resolves to Yes.
    package var isNegRisk: Bool?
    /// Whether it stands for "any other" outcome of its event.
    package var isNegRiskOther: Bool?
    /// Whether orders are taken; may be true on a closed market.
    package var isAcceptingOrders: Bool?
    /// Whether it trades on the order book.
    package var hasOrderBook: Bool?
    /// Spread, in USDC.
    package var spread: Amount?
    /// Liquidity, in USDC.
    package var liquidity: Amount?
    /// Volume since creation, in USDC.
    package var volume: Amount?
    /// Volume of the last day, in USDC.
    package var volume24Hours: Amount?
    /// Best bid of the first outcome.
    package var bestBid: Price?
    /// Best ask of the first outcome.
    package var bestAsk: Price?
    /// Last trade's price.
    package var lastTradePrice: Price?
    /// Smallest price step.
    package var tickSize: Price?
    /// Smallest order, in shares.
    package var minimumOrderSize: Size?
    /// The oracle's state: `proposed`, `disputed`, `resolved`, …; may be missing on a resolved market.
    package var umaResolutionStatus: String?
    /// The oracle's states so far.
    package var umaResolutionStatuses: [String]
    /// Whether it was resolved without a person.
    package var isAutomaticallyResolved: Bool?
    /// Its events, without their markets; inside an event none.
    package var events: [GammaEvent]
    /// Tags, when asked for.
    package var tags: [GammaTag]
}
