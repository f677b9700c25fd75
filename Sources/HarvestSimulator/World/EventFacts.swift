internal import HarvestCore

/// What is fixed about one event; words and numbers that change are made from it when asked for.
struct EventFacts: Sendable {
    /// Where an event comes from.
    enum Origin: Hashable, Sendable {
        /// One of the slots of ordinary events, each of which holds one open event at a time.
        case ordinary(slot: Int, generation: Int)
        /// A counting window of an account.
        case tweets(TweetWindow)
    }

    let origin: Origin
    /// Gamma's id.
    let number: Int
    /// Gamma's id of the first market; the others follow.
    let firstMarket: Int
    let marketCount: Int
    let created: Timestamp
    /// The nominal deadline.
    let endDate: Timestamp
    /// When the last market is resolved and the event closes.
    let closes: Timestamp

    /// Market numbers of this event.
    var markets: Range<Int> { firstMarket..<firstMarket + marketCount }

    /// The counting window, of tweet events only.
    var window: TweetWindow? {
        if case .tweets(let window) = origin { window } else { nil }
    }

    /// The slot, of ordinary events only.
    var slot: Int? {
        if case .ordinary(let slot, _) = origin { slot } else { nil }
    }
}
