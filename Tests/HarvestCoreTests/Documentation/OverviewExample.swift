import HarvestCore
import HarvestTestSupport

/// The code on the first page of the library's documentation.
final class OverviewExample: ExampleCode {
    func run() async throws -> [CommitReceipt] {
        let clock = ManualClock()
        let store = MemoryStore(clock: clock)

        var batch = Batch()
        batch.append(Cursor(key: "post_sync:elonmusk", value: "42", meta: "{}", updatedAt: clock.now))
        let receipts = try await store.commit([batch])
        return receipts
    }
}
