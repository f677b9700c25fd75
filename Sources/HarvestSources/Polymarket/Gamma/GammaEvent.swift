package import HarvestCore

/// An event as Gamma tells it: what the tables and the matching need.
package struct GammaEvent: Hashable, Sendable {
    /// Number of the event.
    package var id: EventID
    /// Name in addresses.
    package var slug: String?
    /// Short name.
    package var ticker: String?
    /// Title.
    package var title: String?
    /// Rules.
    package var description: String?
    /// Gamma's category, on old events.
    package var category: String?
    /// Where the result is read.
    package var resolutionSource: String?
    /// Tags in Gamma's order.
    package var tags: [GammaTag]
    /// Series it belongs to.
    package var series: [GammaSeries]
    /// Slug of its series, when Gamma names one.
    package var seriesSlug: String?
    /// Creation or activation, not the window of a count.
    package var start: Timestamp?
    /// Nominal deadline.
    package var end: Timestamp?
    /// When it ended.
    package var closedAt: Timestamp?
    /// Creation at Gamma.
    package var createdAt: Timestamp?
    /// Last change at Gamma.
    package var updatedAt: Timestamp?
    /// Whether it was ever activated.
    package var isActive: Bool?
    /// Whether it has ended.
    package var isClosed: Bool?
    /// Whether it was put away.
    package var isArchived: Bool?
    /// Whether at most one of its markets resolves to Yes.
    package var isNegRisk: Bool?
    /// Whether outcomes may be added to it.
    package var isNegRiskAugmented: Bool?
    /// Liquidity, in USDC.
    package var liquidity: Amount?
    /// Volume since creation, in USDC.
    package var volume: Amount?
    /// Open interest, in USDC.
    package var openInterest: Amount?
    /// Its markets that could be read; none inside a market.
    package var markets: [GammaMarket]

    /// All series slugs, each once.
    package var seriesSlugs: [String] {
        let all = (seriesSlug.map { [$0] } ?? []) + series.compactMap(\.slug)
        return all.enumerated().filter { all.firstIndex(of: $1) == $0 }.map(\.element)
    }
}
