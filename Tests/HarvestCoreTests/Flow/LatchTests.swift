import HarvestCore
import HarvestTestSupport
import Testing

@Suite struct LatchTests {
    @Test func everybodyGoesOnOnceItIsOpen() async {
        let latch = Latch()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 { group.addTask { await latch.wait() } }
            group.addTask { latch.open() }
        }
        #expect(latch.isOpen)
        await latch.wait()
    }

    @Test func aCancelledWaiterReturnsAndOpensNothing() async {
        let latch = Latch()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 { group.addTask { await latch.wait() } }
            group.cancelAll()
        }
        #expect(!latch.isOpen)
    }
}
