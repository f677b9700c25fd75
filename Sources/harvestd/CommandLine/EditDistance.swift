/// How many slips of the finger lie between two words: insert, drop, replace, or swap neighbours.
enum EditDistance {
    /// The number of slips, by Damerau and Levenshtein, each pair swapped at most once.
    static func between(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in 1...left.count {
            var current = [row] + [Int](repeating: 0, count: right.count)
            for column in 1...right.count {
                let same = left[row - 1] == right[column - 1]
                var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1]
                {
                    best = min(best, beforeLast[column - 2] + 1)
                }
                current[column] = best
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }

    /// The candidate a person most likely meant: one that goes on where the word stops, or one a few slips
    /// away; `nil` when none is near. Case does not count.
    static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
        guard word.utf8.count <= 80 else { return nil }
        let wanted = word.lowercased()
        let longer = candidates.filter { $0.lowercased().hasPrefix(wanted) }
        if wanted.utf8.count >= 3,
            let shortest = longer.min(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) })
        {
            return shortest
        }
        let reach = max(1, wanted.utf8.count / 3)
        let rated = candidates.map { ($0, between(wanted, $0.lowercased())) }
        return rated.filter { $0.1 <= reach }.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
    }
}
