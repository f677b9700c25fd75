/// Oddities of the real services that the simulator shows unless they are switched off.
public struct SimulatorQuirks: OptionSet, Hashable, Sendable {
    /// One bit for each quirk.
    public let rawValue: Int

    /// Makes a set from its bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Trackings with leading blanks, other wordings, no market link, and duplicates.
    public static let irregularTrackings = SimulatorQuirks(rawValue: 1)
    /// In 7-day Elon events, `0-19` resolves early, Gamma and CLOB disagree on `20-39`, `40-59` ends 50-50.
    public static let oddSettlements = SimulatorQuirks(rawValue: 2)
    /// Books without bids, without asks, or without both.
    public static let emptySides = SimulatorQuirks(rawValue: 4)
    /// Fresh markets, whose Gamma rows have no prices and whose books have no last trade.
    public static let freshMarkets = SimulatorQuirks(rawValue: 8)
    /// `POST /books` answers in another order than it was asked.
    public static let shuffledBooks = SimulatorQuirks(rawValue: 16)
    /// Posts that are imported two hours late.
    public static let latePosts = SimulatorQuirks(rawValue: 32)
    /// Posts whose text changes an hour after they were made.
    public static let editedPosts = SimulatorQuirks(rawValue: 64)

    /// What the real services do every day: everything but `editedPosts`.
    public static let usual: SimulatorQuirks = [
        .irregularTrackings, .oddSettlements, .emptySides, .freshMarkets, .shuffledBooks, .latePosts,
    ]
}
