/// Outcomes that stand for no answer of their own: "any other", and places kept free for one still to be
/// named.
public enum OutcomeKind {
    private static let otherLabels: Set<String> = [
        "other", "any other", "another", "others", "field", "none of the above",
    ]

    private static let placeholderNouns: Set<String> = [
        "person", "candidate", "option", "player", "team", "party", "company", "country", "artist", "movie",
        "individual", "outcome",
    ]

    /// Whether a label stands for every answer that has no market of its own.
    public static func isOther(_ label: String) -> Bool {
        otherLabels.contains(label.lowercased().split(separator: " ").joined(separator: " "))
    }

    /// Whether a label is kept free: a general noun and one or two capital letters, such as "Person A", or a
    /// label that says so.
    public static func isPlaceholder(_ label: String) -> Bool {
        let words = label.split(separator: " ")
        guard words.count == 2, placeholderNouns.contains(words[0].lowercased()) else {
            return label.lowercased().hasPrefix("placeholder")
        }
        return words[1].utf8.count <= 2 && words[1].utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
    }
}
