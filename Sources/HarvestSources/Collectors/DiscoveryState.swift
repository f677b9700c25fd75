/// Whether closed markets are discovered too: `POLARIS_MARKET_DISCOVERY_STATE`.
public enum DiscoveryState: String, Hashable, Sendable, CaseIterable {
    /// Only events that are open.
    case open
    /// Closed ones as well, back to the first.
    case all

    /// The values of Gamma's `closed` argument to walk through.
    var closedArguments: [Bool] {
        switch self {
        case .open: [false]
        case .all: [false, true]
        }
    }
}
