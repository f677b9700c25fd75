internal import HarvestCore

/// Titles, slugs, questions and rules in the words the venue uses.
extension TweetWindow {
    /// `Elon Musk # tweets April 3 - April 10, 2026?` or `Elon Musk musk # tweets in May 2026?` (sic).
    var title: String {
        let (year, month, _) = startDay.calendar
        guard kind != .monthly else {
            return "\(info.name) musk \(info.titleWord) in \(Wire.monthNames[month - 1]) \(year)?"
        }
        return "\(info.titleName) \(info.titleWord) \(monthAndDay(startDay)) - \(monthAndDay(endDay)),"
            + " \(endDay.calendar.year)?"
    }

    /// `elon-musk-of-tweets-april-3-april-10`; with the year from mid 2026 on and for the other accounts.
    var slug: String {
        let (year, month, _) = startDay.calendar
        guard kind != .monthly else {
            return "\(info.slugStem)-\(Wire.monthNames[month - 1].lowercased())-\(year)"
        }
        let days = Wire.slug(monthAndDay(startDay) + " " + monthAndDay(endDay))
        return "\(info.slugStem)-\(days)" + (namesYear ? "-\(endDay.calendar.year)" : "")
    }

    /// `Will Elon Musk post 200-219 tweets from May 12 to May 19, 2026?`
    func question(_ bucket: Bucket) -> String {
        "Will \(info.titleName) post \(bucket.label) \(info.word) \(spanInWords)?"
    }

    /// `200-219`, with an en dash where the account's markets have one.
    func groupTitle(_ bucket: Bucket) -> String {
        info.usesEnDash ? Pattern.replaced("-", in: bucket.label, with: "–") : bucket.label
    }

    /// The rules, which state the window in words.
    var rules: String {
        let (year, month, _) = startDay.calendar
        let span =
            kind == .monthly
            ? "during the month of \(Wire.monthNames[month - 1]) \(year)"
            : "from \(monthAndDay(startDay)) 12:00 PM ET to \(monthAndDay(endDay)),"
                + " \(endDay.calendar.year) 12:00 PM ET"
        return """
            This market will resolve according to the number of times \(info.titleName) (@\(info.handle)) \
            posts \(span).

            For the purposes of this market, main feed posts, quote posts, and reposts will count. Replies \
            will not count towards the total, except for replies recorded on the main feed. Deleted \
            posts will count as long as they remain available long enough to be captured by the tracker \
            (~5 minutes).

            The resolution source for this market is the “Post Counter” figure found at \
            https://xtracker.polymarket.com.
            """
    }

    private var spanInWords: String {
        let (year, month, _) = startDay.calendar
        guard kind != .monthly else { return "in \(Wire.monthNames[month - 1]) \(year)" }
        return "from \(monthAndDay(startDay)) to \(monthAndDay(endDay)), \(endDay.calendar.year)"
    }

    private var namesYear: Bool {
        account != 0 || startDay >= CivilDate(daysSince1970: 20_635)  // 2026-07-01
    }

    private func monthAndDay(_ day: CivilDate) -> String {
        let (_, month, date) = day.calendar
        return "\(Wire.monthNames[month - 1]) \(date)"
    }
}
