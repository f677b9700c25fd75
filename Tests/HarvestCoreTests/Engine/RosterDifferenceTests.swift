import HarvestCore
import Testing

@Suite struct RosterDifferenceTests {
    typealias Traits = [String: String]

    @Test(
        arguments: [
            ([:], [], [String]()),
            (["a": ["i": "1"]], [("a", ["i": "1"])], []),
            (["a": ["i": "10 s"]], [("a", ["i": "5 s"])], ["a i 10 s -> 5 s"]),
            (
                ["a": ["i": "1", "j": "2"]], [("a", ["j": "3", "k": "4"])],
                ["a i 1 -> none, j 2 -> 3, k none -> 4"]
            ),
            ([:], [("a", [:])], ["a added"]),
            (["a": [:], "b": [:]], [("b", [:])], ["a removed"]),
            (
                ["a": [:], "b": ["i": "1"]], [("c", [:]), ("b", [:])],
                ["b i 1 -> none", "c added", "a removed"]
            ),
        ] as [([String: Traits], [(String, Traits)], [String])])
    func itSaysWhatDiffers(_ present: [String: Traits], _ plan: [(String, Traits)], _ lines: [String]) {
        let difference = RosterDifference(from: present, to: plan)
        #expect(difference.lines == lines)
        #expect(difference.isEmpty == lines.isEmpty)
    }

    @Test(arguments: 0..<200)
    func appliedToThePresentItGivesThePlan(seed: UInt64) {
        var chance = SplitMix64(seed: seed)
        func drawn() -> [String: Traits] {
            var services: [String: Traits] = [:]
            for name in ["a", "b", "c", "d", "e"] where Bool.random(using: &chance) {
                var traits: Traits = [:]
                for trait in ["i", "j"] where Bool.random(using: &chance) {
                    traits[trait] = String(Int.random(in: 0...1, using: &chance))
                }
                services[name] = traits
            }
            return services
        }
        let present = drawn()
        let wanted = drawn()
        let plan = wanted.sorted { $0.key < $1.key }.shuffled(using: &chance)
        let difference = RosterDifference(from: present, to: plan.map { ($0.key, $0.value) })
        var result = present
        for name in difference.removed { result[name] = nil }
        for name in difference.added + difference.changed.map(\.name) { result[name] = wanted[name] }
        #expect(result == wanted, "seed \(seed)")
        // Every service stands in exactly one list, and nothing that is as it was is touched.
        let lists =
            difference.added + difference.removed + difference.changed.map(\.name) + difference.unchanged
        #expect(lists.sorted() == Set(present.keys).union(wanted.keys).sorted(), "seed \(seed)")
        #expect(difference.unchanged.allSatisfy { present[$0] == wanted[$0] }, "seed \(seed)")
        #expect(difference.changed.allSatisfy { present[$0.name] != wanted[$0.name] }, "seed \(seed)")
    }
}
