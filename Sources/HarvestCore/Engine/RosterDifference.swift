/// What tells one set of services from the next: by name, and by the traits each was made from.
public struct RosterDifference: Hashable, Sendable {
    /// One trait that differs.
    public struct TraitChange: Hashable, Sendable {
        /// The trait: `interval`.
        public let trait: String
        /// What it was; `nil` when there was none.
        public let from: String?
        /// What it is; `nil` when there is none any more.
        public let to: String?
    }

    /// One service that is made anew.
    public struct Change: Hashable, Sendable {
        /// The service.
        public let name: String
        /// What differs, by the names of the traits; never empty.
        public let traits: [TraitChange]
    }

    /// Services that were not there before, in the order of the plan.
    public let added: [String]
    /// Services that are in the plan no more, by name.
    public let removed: [String]
    /// Services that are made anew, in the order of the plan.
    public let changed: [Change]
    /// Services that go on as they are, in the order of the plan.
    public let unchanged: [String]

    /// Compares what is there with a plan. Names of the plan must be unique; of two equal ones the first
    /// counts.
    public init(
        from present: [String: [String: String]], to plan: [(name: String, traits: [String: String])]
    ) {
        var added: [String] = []
        var changed: [Change] = []
        var unchanged: [String] = []
        var seen: Set<String> = []
        for (name, traits) in plan where seen.insert(name).inserted {
            guard let before = present[name] else {
                added.append(name)
                continue
            }
            let differences = Self.differences(from: before, to: traits)
            if differences.isEmpty {
                unchanged.append(name)
            } else {
                changed.append(Change(name: name, traits: differences))
            }
        }
        self.added = added
        self.changed = changed
        self.unchanged = unchanged
        removed = present.keys.filter { !seen.contains($0) }.sorted()
    }

    /// Whether nothing differs.
    public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

    /// The differences in words, one a line: `quote_top_sync interval 10 s -> 5 s`, `post_sync jack added`.
    public var lines: [String] {
        changed.map { change in
            let traits = change.traits.map { "\($0.trait) \($0.from ?? "none") -> \($0.to ?? "none")" }
            return "\(change.name) " + traits.joined(separator: ", ")
        } + added.map { "\($0) added" } + removed.map { "\($0) removed" }
    }

    private static func differences(
        from before: [String: String], to after: [String: String]
    ) -> [TraitChange] {
        Set(before.keys).union(after.keys).sorted().compactMap { trait in
            guard before[trait] != after[trait] else { return nil }
            return TraitChange(trait: trait, from: before[trait], to: after[trait])
        }
    }
}
