internal import HarvestCore

/// The made-up world: every event, market, post and window as a function of the seed and of time.
///
/// It holds no state but sums and indexes that could be computed again. Nothing here knows how the services
/// write things; that is for the folders named after them.
final class World: Sendable {
    let configuration: SimulatorConfiguration
    let chance: Chance
    let slots: SlotTable
    /// Posts by index in `SimulatedAccount.all`.
    let streams: [PostStream]

    let catalogueCache = Locked<Catalogue?>(nil)
    let conditionIndex = Locked(ConditionIndex())
    let identityCache = Locked<[Int: MarketIdentity]>([:])
    let bucketCache = Locked<[BucketPrices.Key: [Int]]>([:])

    init(_ configuration: SimulatorConfiguration) {
        self.configuration = configuration
        let chance = Chance(seed: configuration.seed)
        self.chance = chance
        slots = SlotTable(
            marketCount: configuration.marketCount, chance: chance,
            settlementDelay: configuration.settlementDelay)
        streams = SimulatedAccount.all.indices.map {
            PostStream(account: $0, chance: chance, quirks: configuration.quirks)
        }
    }

    /// Windows of an account that exist at a moment.
    func windows(ofAccount account: Int, at moment: Timestamp) -> [TweetWindow] {
        TweetCalendar.windows(ofAccount: account, at: moment, historyDays: configuration.historyDays)
    }

    /// The event with a number, when it exists at a moment.
    func event(number: Int, at moment: Timestamp) -> EventFacts? {
        let found = tweetEvent(number: number) ?? slots.event(number: number)
        return found.flatMap { $0.created <= moment ? $0 : nil }
    }

    /// The market with a number, when it exists at a moment.
    func market(number: Int, at moment: Timestamp) -> MarketFacts? {
        let event =
            number >= Self.tweetMarketBase
            ? tweetEvent(number: Self.tweetEventBase + (number - Self.tweetMarketBase) >> 7)
            : slots.event(ofMarket: number)
        guard let event, event.created <= moment, event.markets.contains(number) else { return nil }
        return market(number - event.firstMarket, of: event)
    }

    static let tweetEventBase = 60_000_000
    static let tweetMarketBase = 600_000_000
    /// Day zero in the numbers of tweet events: 2020-01-01.
    private static let firstDay = 18_262

    /// The event on a counting window.
    func event(on window: TweetWindow) -> EventFacts {
        let place = window.account * 4 + window.kind.rawValue
        let offset = place << 14 + (window.startDay.daysSince1970 - Self.firstDay)
        return EventFacts(
            origin: .tweets(window), number: Self.tweetEventBase + offset,
            firstMarket: Self.tweetMarketBase + offset << 7, marketCount: window.buckets.count,
            created: window.created + .minutes(2), endDate: window.end,
            closes: window.end + configuration.settlementDelay)
    }

    private func tweetEvent(number: Int) -> EventFacts? {
        let offset = number - Self.tweetEventBase
        guard offset >= 0, offset >> 16 < SimulatedAccount.all.count else { return nil }
        let day = CivilDate(daysSince1970: offset & 0x3FFF + Self.firstDay)
        return TweetCalendar.windows(ofAccount: offset >> 16, startingOn: day)
            .first { $0.kind.rawValue == offset >> 14 & 3 }.map(event(on:))
    }
}
