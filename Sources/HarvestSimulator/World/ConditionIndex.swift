/// Market numbers by the start of their condition id: the one thing that cannot be computed backwards.
struct ConditionIndex: Sendable {
    private(set) var numbers: [String: Int] = [:]
    private var seen: Set<Int> = []

    /// As much of a condition id as tells markets apart; callers check the rest.
    static func key(_ condition: String) -> String { String(condition.lowercased().prefix(18)) }

    /// The events whose markets are not in the index yet.
    func unseen(of events: [EventFacts]) -> [EventFacts] { events.filter { !seen.contains($0.number) } }

    mutating func add(_ entries: [(String, Int)], of events: [EventFacts]) {
        for (key, number) in entries { numbers[key] = number }
        for event in events { seen.insert(event.number) }
    }
}
