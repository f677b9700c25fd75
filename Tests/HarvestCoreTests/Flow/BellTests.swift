import HarvestCore
import HarvestTestSupport
import Testing

@Suite struct BellTests {
    @Test func ringsBeforeTheListenerCountAsOne() async throws {
        let bell = Bell()
        for _ in 0..<10 { bell.ring() }
        try await bell.heard()
        let heard = Recorder<Bool>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await bell.heard()
                heard.record(true)
            }
            for _ in 0..<100 { await Task.yield() }
            #expect(heard.count == 0)
            bell.ring()
            try await group.waitForAll()
        }
        #expect(heard.count == 1)
    }

    @Test func aCancelledListenerThrowsAndTheNextRingIsNotLost() async throws {
        let bell = Bell()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await #expect(throws: CancellationError.self) { try await bell.heard() }
            }
            group.cancelAll()
        }
        bell.ring()
        try await bell.heard()
    }
}
