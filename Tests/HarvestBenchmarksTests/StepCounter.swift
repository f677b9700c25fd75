import HarvestCore

/// Counts what a benchmark's body did, in place of the process's allocations.
final class StepCounter: Sendable {
    private let steps = Locked(0)

    var value: Int { steps.withLock { $0 } }

    func advance(by count: Int) -> UInt64 {
        steps.withLock {
            $0 += count
            return UInt64($0)
        }
    }
}
