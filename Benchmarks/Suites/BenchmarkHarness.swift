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

    /// Measures a suite, away from the caller's actor: a hop from the main one costs more than most items.
    @concurrent package func run(_ suite: BenchmarkSuite) async -> BenchmarkReport {
        var times = suite.contenders.map { _ in [Double]() }
        var lines = suite.contenders.map { BenchmarkReport.Line(suite: suite.name, contender: $0) }
        for round in 0...rounds {
            for (index, contender) in suite.contenders.enumerated() {
                let sample = await measure(contender)
                lines[index].checksum = sample.checksum
                lines[index].allocationsPerItem = sample.allocations.map {
                    Double($0) / Double(max(1, suite.itemCount))
                }
                if round > 0 { times[index].append(sample.nanoseconds / Double(max(1, suite.itemCount))) }
            }
        }
        let bytesPerItem = suite.byteCount.map { Double($0) / Double(max(1, suite.itemCount)) }
        for index in lines.indices { lines[index].summarise(times[index], bytesPerItem: bytesPerItem) }
        let baseline = lines.first?.nanosecondsPerItem ?? 0
        for index in lines.indices {
            lines[index].timesOurs = baseline > 0 ? lines[index].nanosecondsPerItem / baseline : nil
        }
        return BenchmarkReport(
            suite: suite.name, items: suite.itemCount, rounds: rounds,
            disagreements: await suite.disagreements(), lines: lines)
    }

    private func measure(
        _ contender: BenchmarkSuite.Contender
    ) async -> (nanoseconds: Double, allocations: Int?, checksum: UInt64) {
        let clock = ContinuousClock()
        let allocated = allocationCount?()
        let began = clock.now
        let checksum = await contender.body()
        let passed = clock.now - began
        let allocations = allocated.flatMap { before in allocationCount.map { $0() - before } }
        let parts = passed.components
        return (Double(parts.seconds) * 1e9 + Double(parts.attoseconds) * 1e-9, allocations, checksum)
    }
}
