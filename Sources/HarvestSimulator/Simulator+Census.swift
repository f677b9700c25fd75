public import HarvestCore

/// The truth, for whoever checks what was found.
extension Simulator {
    /// The moment that Gamma's answers show: up to `gammaStaleness` ago.
    public var shownByGamma: Timestamp {
        let staleness = configuration.gammaStaleness
        return staleness > .zero ? now.floored(to: staleness) : now
    }

    /// Counts what Gamma lists now.
    public func census() -> SimulatorCensus {
        let moment = shownByGamma
        return world.catalogue(at: moment).events.reduce(into: SimulatorCensus()) { census, event in
            let isOpen = moment < event.closes
            census.events += 1
            census.markets += event.marketCount
            guard isOpen else { return }
            census.openEvents += 1
            census.marketsOfOpenEvents += event.marketCount
            census.openMarkets += world.markets(of: event).count { !$0.isClosed(at: moment) }
            census.openTweetEvents += event.window == nil ? 0 : 1
        }
    }
}
