@testable import HarvestCore
import HarvestTestSupport
import Testing

@Suite struct GateTests {
    @Test(arguments: [1, 3])
    func neverMoreThanItsWidthAreThrough(width: Int) async throws {
        let gate = Gate(width: width)
        let inside = Locked((now: 0, most: 0))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    try await gate.pass {
                        inside.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                        await Task.yield()
                        inside.withLock { $0.now -= 1 }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(inside.withLock { $0.now } == 0)
        #expect(inside.withLock { $0.most } <= width)
    }

    @Test func cancelledWaitersLeaveAndTheRestPass() async throws {
        let gate = Gate(width: 1)
        let passed = Recorder<Int>()
        let open = Recorder<Bool>()
        await withTaskGroup(of: Void.self) { group in
            // The pass is given back whether or not the wait is cancelled.
            group.addTask { _ = try? await gate.pass { try await open.wait(for: 1) } }
            for number in 0..<100 {
                group.addTask {
                    await withTaskGroup(of: Void.self) { inner in
                        // A cancelled waiter throws, and that is what half of them are for.
                        inner.addTask { _ = try? await gate.pass { passed.record(number) } }
                        if number.isMultiple(of: 2) { inner.cancelAll() }
                    }
                }
            }
            open.record(true)
        }
        #expect(passed.facts.filter { !$0.isMultiple(of: 2) }.count == 50)
        try await gate.pass { passed.record(-1) }
        #expect(passed.facts.last == -1)
    }
}
