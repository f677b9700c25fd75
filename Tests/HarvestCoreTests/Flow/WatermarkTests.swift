import HarvestTestSupport
import Testing

@testable import HarvestCore

@Suite struct WatermarkTests {
    @Test func itComesBackFromAStoreAsItWasStored() async throws {
        let clock = ManualClock()
        let store = MemoryStore(clock: clock)
        _ = try await store.migrate()
        #expect(try await Watermark.stored(in: store) == nil)
        var mark = Watermark(
            commit: 12, from: 345, spilled: 300, settings: 2,
            parts: [.init(run: "a-b", number: 1), .init(run: "c-d", number: 22)])
        mark.settled = 200
        mark.settling = [.init(run: "e-f", number: 3)]
        _ = try await store.commit([mark.batch(updatedAt: clock.now)])
        #expect(try await Watermark.stored(in: store) == mark)
        mark.journal = "0123456789abcdef"
        mark.commit = .max
        mark.from = .max
        mark.parts = []
        _ = try await store.commit([mark.batch(updatedAt: clock.now)])
        #expect(try await Watermark.stored(in: store) == mark)
    }

    @Test(arguments: [
        ("", []), ("a:1", [Batch.Part(run: "a", number: 1)]), ("a:b:2", [Batch.Part(run: "a:b", number: 2)]),
        ("a,b:x,c:3", [Batch.Part(run: "c", number: 3)]),
    ])
    func listsOfBatchesAreReadAsFarAsTheyCanBe(text: String, parts: [Batch.Part]) {
        #expect(Batch.Part.parts(text) == parts)
    }
}
