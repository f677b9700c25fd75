internal import HarvestCore

/// What is fixed about one market.
struct MarketFacts: Sendable {
    let event: EventFacts
    /// Place within the event, from zero.
    let index: Int
    /// Gamma's id.
    let number: Int
    let settlement: Settlement
    /// Whether it is an outcome without a name yet.
    var isPlaceholder = false
    /// Until when it has neither prices nor trades.
    var freshUntil: Timestamp?

    /// Whether it has neither prices nor trades at a moment.
    func isFresh(at moment: Timestamp) -> Bool { freshUntil.map { moment < $0 } ?? false }

    func isClosed(at moment: Timestamp) -> Bool { moment >= settlement.closes }

    /// Share of its life that has passed, in thousandths.
    func age(at moment: Timestamp) -> Int {
        let life = (event.endDate - event.created).microseconds
        return max(0, min(1_000, Int((moment - event.created).microseconds * 1_000 / max(life, 1))))
    }
}
