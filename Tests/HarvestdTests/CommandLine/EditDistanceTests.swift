import Testing

@testable import harvestd

@Suite struct EditDistanceTests {
    @Test(arguments: [
        ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "ab", 1),
        ("ab", "ba", 1), ("exprot", "export", 1), ("harvest", "havrest", 1), ("kitten", "sitting", 3),
        ("ca", "abc", 3),
    ])
    func slipsAreCounted(_ left: String, _ right: String, _ count: Int) {
        #expect(EditDistance.between(left, right) == count)
        #expect(EditDistance.between(right, left) == count)
    }

    @Test func onlyWhatIsNearIsSuggested() {
        #expect(EditDistance.nearest(to: "MIGRATE", in: ["migrate", "man"]) == "migrate")
        #expect(EditDistance.nearest(to: "xyzzy", in: ["migrate", "man"]) == nil)
        #expect(EditDistance.nearest(to: "hand", in: ["handle", "help"]) == "handle")
        #expect(EditDistance.nearest(to: "ma", in: ["man", "map"]) == "man")
        #expect(EditDistance.nearest(to: String(repeating: "a", count: 100_000), in: ["man"]) == nil)
    }
}
