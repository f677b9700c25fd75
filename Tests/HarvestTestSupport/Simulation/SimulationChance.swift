internal import HarvestCore

/// Draws what a simulation needs from one generator.
package struct SimulationChance: Sendable {
    private var generator: SplitMix64

    /// Starts at a seed.
    package init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    /// A whole number from zero up to but without `bound`.
    package mutating func index(below bound: Int) -> Int { Int(generator.next() % UInt64(max(bound, 1))) }

    /// Whether something happens that happens `wanted` times in `all`.
    package mutating func happens(_ wanted: Int, in all: Int) -> Bool { index(below: all) < wanted }

    /// A length of time in whole milliseconds.
    package mutating func duration(in range: Range<Duration>) -> Duration {
        let width = Int((range.upperBound - range.lowerBound).milliseconds)
        return range.lowerBound + .milliseconds(index(below: width))
    }

    /// A stretch of time that begins before `end` and is over by then.
    package mutating func span(before end: Duration) -> Range<Duration> {
        let start = duration(in: .zero..<end)
        return start..<start + duration(in: .zero..<(end - start))
    }
}
