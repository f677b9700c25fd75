/// How well something is.
enum Health: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// As it should be.
    case ok
    /// Worth a look: later or worse than it should be.
    case degraded
    /// The data has a hole, or will have one.
    case failing

    /// The word that people and programs read.
    var word: String {
        switch self {
        case .ok: "ok"
        case .degraded: "degraded"
        case .failing: "failing"
        }
    }

    /// Reads the word.
    init?(word: String) {
        guard let health = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = health
    }

    static func < (left: Health, right: Health) -> Bool { left.rawValue < right.rawValue }
}
