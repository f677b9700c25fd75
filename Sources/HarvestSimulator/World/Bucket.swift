/// One range of counts that a market of a tweet event stands for.
struct Bucket: Hashable, Sendable {
    let lowest: Int
    /// `nil` for the open range at the end.
    let highest: Int?
    /// Whether the range is written `<40` although it starts at zero.
    var isBelow = false

    /// `200-219`, `<40`, `500+`.
    var label: String {
        guard let highest else { return "\(lowest)+" }
        return isBelow ? "<\(highest + 1)" : "\(lowest)-\(highest)"
    }

    /// `200-219`, `0-39`, `500plus`: as market slugs end.
    var slug: String {
        guard let highest else { return "\(lowest)plus" }
        return "\(lowest)-\(highest)"
    }

    func contains(_ count: Int) -> Bool { count >= lowest && count <= highest ?? .max }

    /// Ranges of steps given as (from, up to but excluding, width), then the open one.
    static func ladder(_ steps: [(Int, Int, Int)], below first: Int? = nil) -> [Bucket] {
        var buckets = first.map { [Bucket(lowest: 0, highest: $0 - 1, isBelow: true)] } ?? []
        for (start, end, width) in steps {
            for lowest in stride(from: start, to: end, by: width) {
                buckets.append(Bucket(lowest: lowest, highest: lowest + width - 1))
            }
        }
        if let end = steps.last?.1 { buckets.append(Bucket(lowest: end, highest: nil)) }
        return buckets
    }
}
