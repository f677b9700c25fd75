package import HarvestCore

/// What one seed means: how long the engine runs, what goes wrong meanwhile, and when it is stopped.
package struct SimulationPlan: Sendable {
    /// A stretch of time in which something is worse than usual.
    package struct Spell: Sendable {
        /// When it begins and ends, by uptime.
        package let span: Range<Duration>
        /// What it is.
        package let kind: Kind

        /// What a spell can be.
        package enum Kind: Sendable, CaseIterable {
            /// Nine of ten requests end with a 5xx.
            case errors
            /// Nine of ten requests end with a 429.
            case complaints
            /// Nine of ten requests never end.
            case silence
        }
    }

    /// The mistakes that can be planted, to see that the simulation finds them.
    package enum PlantedBug: Sendable, CaseIterable {
        /// A limiter that waits between looking into its bucket and taking from it.
        case carelessLimiter
        /// A desk that two jobs may fetch for at the same time.
        case carelessDesk
    }

    /// The seed.
    package let seed: UInt64
    /// When the engine is asked to stop.
    package let stopAt: Duration
    /// When it is cancelled altogether, if it has not ended by then.
    package let cancelAt: Duration?
    /// When the wall clock jumps, and how far.
    package var wallJump: (at: Duration, by: Duration)?
    /// Spells of the upstream services, by name.
    package let spells: [String: Spell]
    /// When the store is away.
    package let outage: Range<Duration>?
    /// When the store is lost for good.
    package let lostAt: Duration?
    /// The mistake that is planted.
    package let bug: PlantedBug?

    /// The upstream services.
    package static let services = ["books", "feed", "list"]
    /// Permits of each service: a rate and a burst.
    package static let bucket = TokenBucket(rate: 4, burst: 3)
    /// The longest the engine may take to end after it was asked to.
    package static let longestStop = Duration.minutes(3)

    /// Draws everything from a seed.
    package init(seed: UInt64, bug: PlantedBug? = nil) {
        var chance = SimulationChance(seed: SplitMix64.seed(seed, for: "plan"))
        self.seed = seed
        self.bug = bug
        // Few seeds are long, and very few longer than a run may take: what takes its time must be in some,
        // and thousands must fit into a minute.
        let length = chance.index(below: 400)
        let isLong = length < 8
        var range = Duration.seconds(3)..<Duration.seconds(25)
        if isLong { range = Duration.minutes(2)..<Duration.minutes(10) }
        if length == 0 { range = Duration.minutes(17)..<Duration.minutes(25) }
        let stopAt = chance.duration(in: range)
        self.stopAt = stopAt
        cancelAt = chance.happens(1, in: 6) ? stopAt + chance.duration(in: .zero..<Duration.seconds(30)) : nil
        wallJump =
            chance.happens(1, in: 4)
            ? (
                chance.duration(in: .zero..<stopAt),
                .hours(chance.happens(1, in: 2) ? 1 : -1)
            ) : nil
        var spells: [String: Spell] = [:]
        for service in Self.services where chance.happens(1, in: 3) {
            let kind = Spell.Kind.allCases[chance.index(below: Spell.Kind.allCases.count)]
            spells[service] = Spell(span: chance.span(before: stopAt), kind: kind)
        }
        self.spells = spells
        let start = chance.duration(in: .zero..<stopAt)
        let longest = isLong ? Duration.minutes(4) : .seconds(30)
        outage =
            chance.happens(1, in: 4) ? start..<start + chance.duration(in: .seconds(2)..<longest) : nil
        lostAt = chance.happens(1, in: 50) ? chance.duration(in: .zero..<stopAt) : nil
    }
}
