internal import HarvestCore

/// Which markets are discovered: `POLARIS_MARKET_DISCOVERY_SCOPE`.
public enum DiscoveryScope: String, Hashable, Sendable, CaseIterable {
    /// Tweet-count events of Elon Musk.
    case elonTweet = "elon_tweet"
    /// Tweet-count events of the watched handles.
    case watchlistTweet = "watchlist_tweet"
    /// Every event.
    case all

    /// The names under which the scope's accounts stand in titles. `accounts` are those of the watched
    /// handles.
    func names(watched accounts: [String]) -> [String] {
        switch self {
        case .elonTweet: ["elonmusk", "Elon Musk"]
        case .watchlistTweet: accounts
        case .all: []
        }
    }

    /// Whether an event belongs to the scope.
    func admits(_ event: GammaEvent, names: [String]) -> Bool {
        if self == .all { return true }
        return CountWindowTitle(event.title ?? "")?.isAbout(anyOf: names) ?? false
    }

    /// Gamma's tag "Tweet Markets", which all tweet-count events carry.
    static let tweetMarketsTagID = "972"
}
