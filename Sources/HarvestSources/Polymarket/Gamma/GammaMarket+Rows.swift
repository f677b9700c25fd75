internal import HarvestCore

extension GammaMarket {
    /// The row of the market. `event` is the event it came in, when it came in one.
    func row(in event: GammaEvent?, capturedAt: Timestamp) -> Market {
        let event = event ?? events.first
        return Market(
            id: id, gammaID: Int(id.rawValue), conditionID: conditionID, question: question, slug: slug,
            eventSlug: event?.slug, category: category ?? event?.shownCategory, end: end ?? event?.end,
            start: start, isNegRisk: isNegRisk ?? event?.isNegRisk ?? false, isActive: isActive ?? false,
            isClosed: isClosed ?? false, isArchived: isArchived ?? false, spread: spread,
            liquidity: liquidity, volume: volume, sourceUpdatedAt: updatedAt, capturedAt: capturedAt,
            eventID: event?.id, isNegRiskAugmented: event?.isNegRiskAugmented ?? false,
            resolutionSource: resolutionSource, marketDescription: description)
    }

    /// The rows of its tokens.
    ///
    /// In an event of many markets the label is the market's own title ("200-219") and the side says Yes or
    /// No of it; in an event of one market the label is the outcome's name.
    func tokenRows(in event: GammaEvent?, capturedAt: Timestamp) -> [OutcomeToken] {
        let title = groupItemTitle.flatMap { $0.isEmpty ? nil : $0 }
        let isAugmented = (event ?? events.first)?.isNegRiskAugmented ?? false
        return outcomes.compactMap { outcome in
            guard let tokenID = outcome.tokenID else { return nil }
            let label = title ?? outcome.name
            return OutcomeToken(
                id: tokenID, marketID: id, label: label, side: outcome.name.uppercased(),
                tickSize: tickSize, minimumOrderSize: minimumOrderSize, capturedAt: capturedAt,
                outcomeIndex: outcome.index,
                isOther: isNegRiskOther == true || OutcomeKind.isOther(label),
                isPlaceholder: isAugmented && OutcomeKind.isPlaceholder(label))
        }
    }

    /// The row of its state now.
    func stateRow(capturedAt: Timestamp) -> MarketState {
        MarketState(
            marketID: id, isActive: isActive ?? false, isClosed: isClosed ?? false,
            isArchived: isArchived ?? false, spread: spread, liquidity: liquidity, volume: volume,
            capturedAt: capturedAt)
    }
}
