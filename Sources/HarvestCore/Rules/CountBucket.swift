/// The range of counts a bucket market of a tweet event stands for.
///
/// Understands the labels the venue has used: `200-219`, with a hyphen or an en dash, thousands commas,
/// `<40`, `≤39`, `500+`, `>499`, `≥500`, `500 or more`, and a single number.
public struct CountBucket: Hashable, Sendable {
    /// Smallest count inside.
    public let lowest: Int
    /// Greatest count inside; `nil` when there is no bound.
    public let highest: Int?

    /// Reads a label; `nil` when it is no range of counts.
    public init?(label: some StringProtocol) {
        let text = label.lowercased().filter { $0 != "," && !$0.isWhitespace }
        guard let range = Self.range(of: text), range.lowest <= range.highest ?? .max else { return nil }
        (lowest, highest) = range
    }

    /// Whether a count falls inside.
    public func contains(_ count: Int) -> Bool { count >= lowest && count <= highest ?? .max }

    private static func range(of text: String) -> (lowest: Int, highest: Int?)? {
        if let number = number(text, after: "<") { return (0, number - 1) }
        if let number = number(text, after: "≤") ?? number(text, after: "<=") { return (0, number) }
        if let number = number(text, after: ">") { return (number + 1, nil) }
        if let number = number(text, after: "≥") ?? number(text, after: ">=") { return (number, nil) }
        for suffix in ["+", "plus", "ormore"] where text.hasSuffix(suffix) {
            return count(text.dropLast(suffix.count)).map { ($0, nil) }
        }
        let ends = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" || $0 == "—" }
        switch ends.count {
        case 1: return count(ends[0]).map { ($0, $0) }
        case 2: return count(ends[0]).flatMap { low in count(ends[1]).map { (low, $0) } }
        default: return nil
        }
    }

    private static func number(_ text: String, after prefix: String) -> Int? {
        text.hasPrefix(prefix) ? count(text.dropFirst(prefix.count)) : nil
    }

    /// Up to seven ASCII digits, so that no label can overflow.
    private static func count(_ text: some StringProtocol) -> Int? {
        guard !text.isEmpty, text.utf8.count <= 7, text.utf8.allSatisfy({ $0 &- 0x30 <= 9 }) else {
            return nil
        }
        return Int(text)
    }
}
