/// Runs a suite's contenders in turn, round after round, so that whatever else the machine does meets all
/// alike.
package struct BenchmarkHarness: Sendable {
    /// Measured rounds; one more runs before them and is not counted.
    package let rounds: Int
    /// The process's allocations so far; `nil` where nobody counts them.
    package let allocationCount: (@Sendable () -> Int)?

    /// Makes a harness; `rounds` is at least one.
    package init(rounds: Int, allocationCount: (@Sendable () -> Int)? = nil) {
        self.rounds = max(1, rounds)
        self.allocationCount = allocationCount
    }

    /// Measures a suite.
    package func run(_ suite: BenchmarkSuite) -> BenchmarkReport {
        var times = suite.contenders.map { _ in [Double]() }
        var results = suite.contenders.map { BenchmarkReport.Line(contender: $0.name) }
        for round in 0...rounds {
            for (index, contender) in suite.contenders.enumerated() {
                let sample = measure(contender)
                results[index].checksum = sample.checksum
                results[index].allocationsPerItem = sample.allocations.map {
                    Double($0) / Double(max(1, suite.itemCount))
                }
                if round > 0 { times[index].append(sample.nanoseconds / Double(max(1, suite.itemCount))) }
            }
        }
        for index in results.indices { results[index].summarise(times[index]) }
        let baseline = results.first?.nanosecondsPerItem ?? 0
        for index in results.indices {
            results[index].timesOurs = baseline > 0 ? results[index].nanosecondsPerItem / baseline : nil
        }
        return BenchmarkReport(
            suite: suite.name, items: suite.itemCount, rounds: rounds, disagreements: suite.disagreements(),
            lines: results)
    }

    private func measure(
        _ contender: BenchmarkSuite.Contender
    ) -> (nanoseconds: Double, allocations: Int?, checksum: UInt64) {
        let clock = ContinuousClock()
        let allocated = allocationCount?()
        let began = clock.now
        let checksum = contender.body()
        let passed = clock.now - began
        let allocations = allocated.flatMap { before in allocationCount.map { $0() - before } }
        let parts = passed.components
        return (Double(parts.seconds) * 1e9 + Double(parts.attoseconds) * 1e-9, allocations, checksum)
    }
}
