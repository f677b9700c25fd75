/// How many events and markets the simulated Gamma lists at one moment: what discovery should find.
public struct SimulatorCensus: Hashable, Sendable {
    /// Events, open and closed.
    public internal(set) var events = 0
    /// Events that are not closed.
    public internal(set) var openEvents = 0
    /// Markets, open and closed.
    public internal(set) var markets = 0
    /// Markets that are not closed.
    public internal(set) var openMarkets = 0
    /// Markets of open events, of which some are closed already.
    public internal(set) var marketsOfOpenEvents = 0
    /// Open events with a counting window, of all accounts.
    public internal(set) var openTweetEvents = 0
}
