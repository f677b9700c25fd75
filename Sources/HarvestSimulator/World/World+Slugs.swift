internal import HarvestCore

/// Events and markets by slug. Slugs of ordinary events end with their number, so nothing has to be indexed.
extension World {
    func event(slug: String, at moment: Timestamp) -> EventFacts? {
        if let number = trailingNumber(of: slug), let event = event(number: number, at: moment),
            text(of: event).slug == slug
        {
            return event
        }
        return tweetEvents(at: moment).first { $0.window?.slug == slug }
    }

    func market(slug: String, at moment: Timestamp) -> MarketFacts? {
        if let number = trailingNumber(of: slug) {
            if let market = market(number: number, at: moment), self.slug(of: market) == slug {
                return market
            }
            if let event = event(number: number, at: moment) {
                return markets(of: event).first { self.slug(of: $0) == slug }
            }
        }
        for event in tweetEvents(at: moment) where event.window.map({ slug.hasPrefix($0.slug + "-") }) == true
        {
            if let market = markets(of: event).first(where: { self.slug(of: $0) == slug }) { return market }
        }
        return nil
    }

    private func slug(of market: MarketFacts) -> String { text(of: market.event).markets[market.index].slug }

    private func trailingNumber(of slug: String) -> Int? {
        slug.split(separator: "-").last.flatMap { Int($0) }
    }

    private func tweetEvents(at moment: Timestamp) -> [EventFacts] {
        catalogue(at: moment).events.filter { $0.window != nil }
    }
}
