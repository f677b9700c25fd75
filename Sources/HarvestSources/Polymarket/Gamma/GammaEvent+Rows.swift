internal import HarvestCore

extension GammaEvent {
    /// The row of the event.
    func row(capturedAt: Timestamp) -> Event {
        Event(
            id: id, slug: slug, ticker: ticker, title: title, category: shownCategory,
            isActive: isActive ?? false, isClosed: isClosed ?? false, isArchived: isArchived ?? false,
            start: start, end: end, capturedAt: capturedAt)
    }

    /// Gamma's category, which only old events have, or else the label of the first tag.
    var shownCategory: String? { category ?? tags.first?.label ?? tags.first?.slug }
}
