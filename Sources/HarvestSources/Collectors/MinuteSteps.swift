internal import HarvestCore

/// Which minutes a run that sums up by the minute computes: the latest ones again, and before them those that
/// were missed since the last run, a bounded number at a time.
struct MinuteSteps: Hashable, Sendable {
    /// Some minutes that are computed together.
    struct Step: Hashable, Sendable {
        /// From the first minute to the end of the last.
        let minutes: Range<Timestamp>
        /// Minutes before this one need no further look once the step is stored.
        let done: Timestamp
    }

    /// Minutes that one run catches up with at most; what is left is for the next run.
    static let maximumMissed = 360

    /// The steps in order of time. No step is longer than twice the minutes that are computed again.
    let steps: [Step]

    /// Decides. `again` minutes end with the one that holds `now`; `cursor` is the minute from which on
    /// nothing is done yet, and without one only the latest minutes are computed.
    init(upTo now: Timestamp, again: Int, after cursor: Timestamp?) {
        let present = now.floored(to: .minutes(1))
        let usual = present - .minutes(again - 1)
        let first = min(cursor ?? usual, usual).floored(to: .minutes(1))
        let done = min(first + .minutes(Self.maximumMissed), usual)
        let end = present + .minutes(1)
        let length = Duration.minutes(2 * again)
        // A gap that is closed in this run needs no seam before the latest minutes.
        steps =
            done == usual
            ? Self.steps(over: first..<end, length, done: done)
            : Self.steps(over: first..<done, length, done: done)
                + [Step(minutes: usual..<end, done: done)]
    }

    private static func steps(over minutes: Range<Timestamp>, _ length: Duration, done: Timestamp) -> [Step] {
        var steps: [Step] = []
        var start = minutes.lowerBound
        while start < minutes.upperBound {
            let end = min(start + length, minutes.upperBound)
            steps.append(Step(minutes: start..<end, done: min(end, done)))
            start = end
        }
        return steps
    }
}
