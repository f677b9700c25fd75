import HarvestCore
import HarvestTestSupport
import Testing

@testable import HarvestSources

@Suite struct TrackingFactsTests {
    @Test(arguments: [
        (
            "https://polymarket.com/event/elon-musk-of-tweets-april-3-april-10",
            "elon-musk-of-tweets-april-3-april-10"
        ),
        ("https://polymarket.com/event/a-slug?tid=1#top", "a-slug"),
        ("https://polymarket.com/event/a-slug/a-market", "a-slug"),
    ])
    func theSlugOfALinkIsRead(link: String, slug: String) {
        #expect(TrackingFacts.slug(ofLink: link) == slug)
    }

    @Test(arguments: [nil, "", "https://polymarket.com/", "https://polymarket.com/event", "nonsense"])
    func aLinkToNoEventHasNone(link: String?) {
        #expect(TrackingFacts.slug(ofLink: link) == nil)
    }

    @Test func factsComeBackFromTheCursorTheyWereKeptWith() async throws {
        let clock = ManualClock()
        let store = MemoryStore(clock: clock)
        _ = try await store.migrate()
        let facts: [TrackingID: TrackingFacts] = [
            "a": TrackingFacts(linkedSlug: "slug \"quoted\"", updatedAt: clock.now),
            "b": TrackingFacts(linkedSlug: nil, updatedAt: nil),
        ]
        var batch = Batch()
        batch.append(
            Cursor(
                key: TrackingFacts.cursorPrefix + "elonmusk", value: "", meta: TrackingFacts.meta(facts),
                updatedAt: clock.now))
        _ = try await store.commit([batch])
        let stored = try await TrackingFacts.stored(in: store)
        #expect(stored == facts)
    }
}
