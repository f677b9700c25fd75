/// What was measured of one suite.
package struct BenchmarkReport: Sendable {
    /// What was measured of one contender; one line of `--json`.
    package struct Line: Codable, Sendable {
        /// The suite's name.
        package var suite: String
        /// The contender's name.
        package var contender: String
        /// Median time of one item over the rounds.
        package var nanosecondsPerItem = 0.0
        /// Distance between the 10th and the 90th percentile of the rounds, as a share of the median.
        package var spread = 0.0
        /// Items a second at the median.
        package var itemsPerSecond = 0.0
        /// Bytes read or written a second at the median; `nil` where the items are no bytes.
        package var bytesPerSecond: Double?
        /// Allocations of one item in the last round; `nil` where nobody counts them.
        package var allocationsPerItem: Double?
        /// Whether the contender promises to allocate nothing after its first round.
        package var isAllocationFree = false
        /// Time as a multiple of the first contender's.
        package var timesOurs: Double?
        /// Digest of the result.
        package var checksum: UInt64 = 0

        init(suite: String, contender: BenchmarkSuite.Contender) {
            self.suite = suite
            self.contender = contender.name
            isAllocationFree = contender.isAllocationFree
        }

        mutating func summarise(_ times: [Double], bytesPerItem: Double?) {
            let sorted = times.sorted()
            guard !sorted.isEmpty else { return }
            nanosecondsPerItem = sorted[sorted.count / 2]
            let low = sorted[sorted.count / 10]
            let high = sorted[sorted.count - 1 - sorted.count / 10]
            guard nanosecondsPerItem > 0 else { return }
            spread = (high - low) / nanosecondsPerItem
            itemsPerSecond = 1e9 / nanosecondsPerItem
            bytesPerSecond = bytesPerItem.map { $0 * itemsPerSecond }
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

    /// Contenders that promise to allocate nothing after the first round and did in the last one.
    package var brokenPromises: [Line] {
        lines.filter { $0.isAllocationFree && ($0.allocationsPerItem ?? 0) > 0 }
    }
}
