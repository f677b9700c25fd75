import HarvestTestSupport
import Testing

@testable import HarvestCore

@Suite struct TableDigestTests {
    private static func digest(of cursors: [Cursor]) async throws -> TableDigest {
        let clock = ManualClock()
        let store = MemoryStore(clock: clock)
        _ = try await store.migrate()
        for cursor in cursors {
            var batch = Batch()
            batch.append(cursor)
            _ = try await store.commit([batch])
        }
        return try await TableDigest.of(Cursor.table, in: store)
    }

    private static func cursor(_ key: String, _ value: String) -> Cursor {
        Cursor(key: key, value: value, meta: "{}", updatedAt: Timestamp(seconds: 1))
    }

    @Test func orderDoesNotMatterAndEveryValueDoes() async throws {
        let (one, two) = (Self.cursor("a", "1"), Self.cursor("b", "2"))
        let digest = try await Self.digest(of: [one, two])
        #expect(digest.rowCount == 2)
        #expect(digest.text.count == 64)
        #expect(try await Self.digest(of: [two, one]) == digest)
        #expect(try await Self.digest(of: [one, Self.cursor("b", "3")]) != digest)
        #expect(try await Self.digest(of: [one]) != digest)
        #expect(try await Self.digest(of: []).text == String(repeating: "0", count: 64))
    }

    @Test func theStoresOwnNoteAboutAJournalIsLeftOut() async throws {
        let one = Self.cursor("a", "1")
        let digest = try await Self.digest(of: [one])
        let notes = [Watermark.key, Watermark.key(ofWaiting: "0123456789abcdef")].map { Self.cursor($0, "9") }
        #expect(try await Self.digest(of: [one] + notes) == digest)
    }

    private static func digest(ofJSON json: String) -> String {
        var digest = TableDigest(table: "t")
        digest.add(Row(columns: ["document"], values: [.json(json)]))
        return digest.text
    }

    /// As SQLite keeps it, and as `jsonb` gives it back.
    @Test(arguments: [
        (#"{"b":1.50,"a":[1e2,true,null]}"#, #"{"a": [100, true, null], "b": 1.50}"#),
        (#"{"a":1,"a":2}"#, #"{"a": 2}"#), (#""\u00e9\/""#, #""é/""#), ("-0.0", "0"), ("0.010", "1E-2"),
    ])
    func spellingsOfOneMeaningHaveOneDigest(_ first: String, _ second: String) {
        #expect(Self.digest(ofJSON: first) == Self.digest(ofJSON: second))
    }

    @Test(arguments: [("1", "10"), ("1", "-1"), (#""1""#, "1"), ("[1,2]", "[2,1]"), ("null", "0")])
    func otherMeaningsHaveOtherDigests(_ first: String, _ second: String) {
        #expect(Self.digest(ofJSON: first) != Self.digest(ofJSON: second))
    }
}
