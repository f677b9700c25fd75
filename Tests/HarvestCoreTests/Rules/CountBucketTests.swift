import HarvestCore
import Testing

@Suite struct CountBucketTests {
    @Test(arguments: [
        ("200-219", 200, 219), ("200–219", 200, 219), ("1,000-1,019", 1_000, 1_019), ("0-19", 0, 19),
        ("<40", 0, 39), ("≤39", 0, 39), ("<= 39", 0, 39), ("17", 17, 17), (" 40 - 64 ", 40, 64),
    ])
    func aLabelWithTwoEndsIsUnderstood(label: String, lowest: Int, highest: Int) throws {
        let bucket = try #require(CountBucket(label: label))
        #expect(bucket.lowest == lowest)
        #expect(bucket.highest == highest)
        #expect(bucket.contains(lowest) && bucket.contains(highest))
        #expect(!bucket.contains(highest + 1))
    }

    @Test(arguments: [
        ("500+", 500), ("240+", 240), (">499", 500), ("≥500", 500), ("500plus", 500),
        ("2,000 or more", 2_000),
    ])
    func aLabelWithoutAnUpperEndIsUnderstood(label: String, lowest: Int) throws {
        let bucket = try #require(CountBucket(label: label))
        #expect(bucket.lowest == lowest)
        #expect(bucket.highest == nil)
        #expect(bucket.contains(1_000_000) && !bucket.contains(lowest - 1))
    }

    @Test(arguments: ["", "-", "<", "Yes", "219-200", "200-", "a-b", "1-2-3", "99999999", "٣-٤", "<<40", "+"])
    func anythingElseIsNoBucket(label: String) {
        #expect(CountBucket(label: label) == nil)
    }
}
