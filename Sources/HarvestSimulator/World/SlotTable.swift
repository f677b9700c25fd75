internal import HarvestCore

/// The slots of ordinary events: how many markets each has, how long its events live, and their numbers.
///
/// Every slot always holds exactly one open event. When it ends, the next generation opens, so the number of
/// open markets stays what was asked for however long the simulator runs.
struct SlotTable: Sendable {
    /// The slots that are not drawn by chance.
    enum Special: Int, CaseIterable {
        /// A nomination with named outcomes, placeholders and "Other".
        case augmented = 0
        /// Markets that were settled in unusual ways, and one that is open.
        case oddities = 1
        /// "What will Elon Musk say": the words of tweet events, but nothing is counted.
        case mentions = 2
        /// A single market about one tweet, in the tag of tweet markets, without counting.
        case singleTweet = 3

        var size: Int { [8, 5, 5, 1][rawValue] }
    }

    /// Fewest markets, so that the special slots have room.
    static let fewestMarkets = 32

    /// Markets before each slot, and all of them at the end.
    let firstOrdinals: [Int]

    private let chance: Chance
    private let settlementDelay: Duration

    /// Day zero of all generations: 2020-01-01.
    private static let origin = CivilDate(daysSince1970: 18_262)
    private static let periods = [21, 28, 35, 49, 63, 91, 119, 182]
    private static let sizes = [1, 1, 1, 1, 1, 2, 2, 3, 4, 6, 8, 12]
    private static let eventBase = 1_000_000
    private static let marketBase = 500_000

    init(marketCount: Int, chance: Chance, settlementDelay: Duration) {
        self.chance = chance
        self.settlementDelay = settlementDelay
        let wanted = min(max(marketCount, Self.fewestMarkets), 1 << 17)
        var firstOrdinals = [0]
        var total = 0
        while total < wanted {
            let slot = firstOrdinals.count - 1
            let drawn = Self.sizes[chance.below(Self.sizes.count, .eventSize, slot)]
            total = min(total + (Special(rawValue: slot)?.size ?? drawn), wanted)
            firstOrdinals.append(total)
        }
        self.firstOrdinals = firstOrdinals
    }

    /// Number of slots.
    var count: Int { firstOrdinals.count - 1 }

    /// The generation that is open in a slot; zero is the first.
    func generation(of slot: Int, at moment: Timestamp) -> Int {
        let elapsed = (moment - settlementDelay - start(of: slot)).microseconds
        return max(0, Int(elapsed / Duration.days(period(of: slot)).microseconds))
    }

    func event(slot: Int, generation: Int) -> EventFacts {
        let start = start(of: slot) + .days(period(of: slot) * generation)
        let end = start + .days(period(of: slot))
        return EventFacts(
            origin: .ordinary(slot: slot, generation: generation),
            number: Self.eventBase + (generation << 16) + slot,
            firstMarket: Self.marketBase + (generation << 17) + firstOrdinals[slot],
            marketCount: firstOrdinals[slot + 1] - firstOrdinals[slot], created: start + settlementDelay,
            endDate: end, closes: end + settlementDelay)
    }

    /// The event with a number, whether it exists yet or not.
    func event(number: Int) -> EventFacts? {
        let offset = number - Self.eventBase
        guard offset >= 0, offset & 0xFFFF < count, offset >> 16 < 1 << 10 else { return nil }
        return event(slot: offset & 0xFFFF, generation: offset >> 16)
    }

    /// The event a market's number belongs to, whether it exists yet or not.
    func event(ofMarket number: Int) -> EventFacts? {
        let offset = number - Self.marketBase
        guard offset >= 0, offset >> 17 < 1 << 10 else { return nil }
        let ordinal = offset & 0x1FFFF
        guard ordinal < firstOrdinals[count] else { return nil }
        return event(slot: slot(ofOrdinal: ordinal), generation: offset >> 17)
    }

    private func slot(ofOrdinal ordinal: Int) -> Int {
        var (low, high) = (0, count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if firstOrdinals[middle] <= ordinal { low = middle } else { high = middle - 1 }
        }
        return low
    }

    private func period(of slot: Int) -> Int {
        Self.periods[chance.below(Self.periods.count, .eventPeriod, slot)]
    }

    private func start(of slot: Int) -> Timestamp {
        let days = chance.below(period(of: slot), .eventPhase, slot)
        return Self.origin.advanced(by: days).start + .hours([0, 12, 16, 20][days % 4])
    }
}
