/// What was measured of one suite.
package struct BenchmarkReport: Codable, Sendable {
    /// What was measured of one contender.
    package struct Line: Codable, Sendable {
        /// Its name.
        package var contender: String
        /// Median time of one item over the rounds.
        package var nanosecondsPerItem = 0.0
        /// Distance between the 10th and the 90th percentile of the rounds, as a share of the median.
        package var spread = 0.0
        /// Allocations of one item in the last round; `nil` where nobody counts them.
        package var allocationsPerItem: Double?
        /// Time as a multiple of the first contender's.
        package var timesOurs: Double?
        /// Digest of the result.
        package var checksum: UInt64 = 0

        init(contender: String) { self.contender = contender }

        mutating func summarise(_ times: [Double]) {
            let sorted = times.sorted()
            guard !sorted.isEmpty else { return }
            nanosecondsPerItem = sorted[sorted.count / 2]
            let low = sorted[sorted.count / 10]
            let high = sorted[sorted.count - 1 - sorted.count / 10]
            spread = nanosecondsPerItem > 0 ? (high - low) / nanosecondsPerItem : 0
        }
    }

    /// The suite's name.
    package let suite: String
    /// Items in a round.
    package let items: Int
    /// Measured rounds.
    package let rounds: Int
    /// Items the contenders did not agree on.
    package let disagreements: Int
    /// The contenders, ours first.
    package let lines: [Line]
}
