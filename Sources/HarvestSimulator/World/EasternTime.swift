internal import HarvestCore

/// New York's wall clock, by which tweet windows start and end.
///
/// The rule of 2007: summer time from two o'clock on the second Sunday of March to two o'clock on the first
/// Sunday of November. The simulator knows no earlier years.
enum EasternTime {
    /// Hours that New York is behind UTC at a moment: 4 or 5.
    static func hoursBehind(at moment: Timestamp) -> Int {
        let year = moment.day.calendar.year
        let start = sunday(2, ofMonth: 3, year: year).start + .hours(7)
        let end = sunday(1, ofMonth: 11, year: year).start + .hours(6)
        return moment >= start && moment < end ? 4 : 5
    }

    /// The moment at which clocks in New York show a whole hour on a day.
    static func moment(of day: CivilDate, hour: Int) -> Timestamp {
        let guess = day.start + .hours(hour + 5)
        // Between the two offsets only the hour that is skipped or repeated is in doubt, and nothing of ours
        // happens at night.
        return day.start + .hours(hour + hoursBehind(at: guess))
    }

    /// The day New York has at a moment.
    static func day(at moment: Timestamp) -> CivilDate { (moment - .hours(hoursBehind(at: moment))).day }

    /// Days from Monday, which is zero.
    static func weekday(of day: CivilDate) -> Int { ((day.daysSince1970 + 3) % 7 + 7) % 7 }

    private static func sunday(_ count: Int, ofMonth month: Int, year: Int) -> CivilDate {
        guard let first = CivilDate(year: year, month: month, day: 1) else {
            return CivilDate(daysSince1970: 0)
        }
        return first.advanced(by: (6 - weekday(of: first)) + 7 * (count - 1))
    }
}
