import Testing

@testable import HarvestCore

@Suite struct TableDigestTests {
    private static func digest(_ json: String) -> String {
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
        #expect(Self.digest(first) == Self.digest(second))
    }

    @Test(arguments: [("1", "10"), ("1", "-1"), (#""1""#, "1"), ("[1,2]", "[2,1]"), ("null", "0")])
    func otherMeaningsHaveOtherDigests(_ first: String, _ second: String) {
        #expect(Self.digest(first) != Self.digest(second))
    }
}
