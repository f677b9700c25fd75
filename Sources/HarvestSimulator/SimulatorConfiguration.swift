internal import HarvestCore

/// What world the simulator makes up and how old its answers may be.
public struct SimulatorConfiguration: Hashable, Sendable {
    /// Where all chance comes from; the same seed and time give the same bytes. Default 1.
    public var seed: UInt64 = 1
    /// Open markets of ordinary events, at least 32; the markets of tweet events come on top. Default 2,000.
    public var marketCount = 2_000
    /// Where time comes from. Default: the clock that was handed in.
    public var time = SimulatorTime.clock
    /// Oddities that are shown.
    public var quirks = SimulatorQuirks.usual
    /// How far back tweet windows and posts go, in days. Default 45.
    public var historyDays = 45
    /// How old Gamma's answers may get, as its cache has it; zero for always fresh. Default 5 minutes.
    public var gammaStaleness = Duration.seconds(300)
    /// Time from a market's end to its resolution, in whole minutes. Default 2 hours.
    public var settlementDelay = Duration.hours(2)
    /// Requests that are remembered. Default 10,000.
    public var loggedRequests = 10_000

    /// Makes the default world.
    public init() {}

    /// Makes a world of a seed and a size, otherwise as by default.
    public init(seed: UInt64, marketCount: Int = 2_000, time: SimulatorTime = .clock) {
        self.seed = seed
        self.marketCount = marketCount
        self.time = time
    }
}
