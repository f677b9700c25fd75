internal import HarvestCore

/// The time in a `Date` field: `Sun, 06 Nov 1994 08:49:37 GMT`. Older forms are not read; nobody sends them.
enum HTTPDate {
    /// The moment, to the second; `nil` for anything else.
    static func parse(_ text: String) -> Timestamp? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[0].hasSuffix(","), words[5] == "GMT", let day = Int(words[1]),
            let month = months.firstIndex(of: String(words[2])), let year = Int(words[3]),
            let date = CivilDate(year: year, month: month + 1, day: day)
        else { return nil }
        return Timestamp(parsing: "\(date)T\(words[4])Z")
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
