/// What the title of a tweet-count event or tracking says: whose posts, and from which day to which.
///
/// Titles have varied ("Elon Musk # tweets April 3 - April 10, 2026?", "Elon Musk musk # tweets in May
/// 2026?", "Elon Musk # Tweets from Dec 2 12:00 PM to Dec 9 11:59 AM?"), so this reads words, not a pattern.
/// Titles that merely mention posts ("Will Musk tweet the word …") are not counts and give `nil`.
public struct CountWindowTitle: Hashable, Sendable {
    /// A day of the year.
    public struct Day: Hashable, Sendable {
        /// Month from 1.
        public let month: Int
        /// Day of the month.
        public let day: Int
    }

    /// The days that are counted.
    public enum Period: Hashable, Sendable {
        /// From noon of one day to noon of another, in the venue's time zone.
        case days(from: Day, to: Day)
        /// A calendar month.
        case month(Int)
        /// The title names no period that can be read.
        case unknown
    }

    /// Words before the count word, lower case, punctuation gone: the account as the title names it.
    public let subject: [String]
    /// Words after it.
    public let words: Set<String>
    /// The days counted.
    public let period: Period
    /// The year, when the title has one.
    public let year: Int?

    /// Reads a title.
    public init?(_ title: String) {
        let words = Self.words(of: title)
        guard let marker = Self.countMarker(in: words), marker.lowerBound > 0 else { return nil }
        subject = Array(words[..<marker.lowerBound])
        let rest = words[marker.upperBound...]
        self.words = Set(rest)
        year = rest.compactMap { Int($0) }.first { (2000...2100).contains($0) }
        period = Self.period(in: Array(rest))
    }

    /// Length of a window that ends in `endYear`, in hours and within an hour for a change of the clocks;
    /// `nil` when the title does not tell it.
    public func nominalHours(endYear: Int) -> ClosedRange<Int>? {
        switch period {
        case .unknown: return nil
        case .month: return 28 * 24 - 1...31 * 24 + 1
        case .days(let from, let to):
            let startYear = to.month < from.month ? endYear - 1 : endYear
            guard let start = CivilDate(year: startYear, month: from.month, day: from.day),
                let end = CivilDate(year: endYear, month: to.month, day: to.day)
            else { return nil }
            let hours = (end.daysSince1970 - start.daysSince1970) * 24
            return hours > 0 ? hours - 1...hours + 1 : nil
        }
    }

    /// Whether the title is about the account known by any of these names (handle, display name).
    public func isAbout(anyOf names: [String]) -> Bool {
        let subject = subject.joined()
        return names.contains { name in
            let wanted = Self.words(of: name).joined()
            return !wanted.isEmpty && subject.contains(wanted)
        }
    }

    /// Words in lower case; everything that is neither letter nor digit parts them, but `#` is a word.
    static func words(of text: String) -> [String] {
        var spaced = ""
        for character in text.lowercased() {
            if character.isLetter || character.isNumber {
                spaced.append(character)
            } else {
                spaced.append(" ")
            }
            if character == "#" { spaced += "# " }
        }
        return spaced.split(separator: " ").map(String.init)
    }

    private static let countedNouns: Set<String> = ["tweets", "posts", "truths"]

    /// The place of `# tweets`, `# truth social posts` or `number of tweets`.
    private static func countMarker(in words: [String]) -> Range<Int>? {
        for (index, word) in words.enumerated() {
            let isMark = word == "#" || (word == "of" && index > 0 && words[index - 1] == "number")
            guard isMark else { continue }
            let noun = words[index...].prefix(5).firstIndex { countedNouns.contains($0) }
            if let noun { return (word == "#" ? index : index - 1)..<noun + 1 }
        }
        return nil
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    private static func month(_ word: String) -> Int? {
        guard word.count >= 3 else { return nil }
        return months.firstIndex { word.hasPrefix($0) }.map { $0 + 1 }
    }

    private static func period(in words: [String]) -> Period {
        var days: [Day] = []
        var places: [Int] = []
        var loneMonth: Int?
        for (index, word) in words.enumerated() {
            guard let month = month(word) else { continue }
            if let day = day(in: words, at: index + 1) {
                days.append(Day(month: month, day: day))
                places.append(index)
            } else {
                loneMonth = month
            }
        }
        if days.count >= 2 { return .days(from: days[0], to: days[1]) }
        // "April 3 - 10": the second day is of the same month.
        if let only = days.first, let second = day(in: words, at: places[0] + 2) {
            return .days(from: only, to: Day(month: only.month, day: second))
        }
        return loneMonth.map { .month($0) } ?? .unknown
    }

    private static func day(in words: [String], at index: Int) -> Int? {
        guard index < words.count, let day = Int(words[index]), (1...31).contains(day) else { return nil }
        return day
    }
}
