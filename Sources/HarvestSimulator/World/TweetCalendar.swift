internal import HarvestCore

/// Which windows there are: a function of the calendar alone.
enum TweetCalendar {
    /// Windows that exist at a moment and started no longer ago than `historyDays`, oldest start first.
    static func windows(ofAccount account: Int, at moment: Timestamp, historyDays: Int) -> [TweetWindow] {
        let today = EasternTime.day(at: moment)
        let oldest = max(today.advanced(by: -historyDays), PostStream.origin.day)
        // Months are announced the earliest, 38 days ahead.
        let newest = today.advanced(by: 40)
        guard oldest <= newest else { return [] }
        return (oldest.daysSince1970...newest.daysSince1970).flatMap { day in
            windows(ofAccount: account, startingOn: CivilDate(daysSince1970: day))
        }.filter { $0.created <= moment }
    }

    /// Windows that start on a day.
    static func windows(ofAccount account: Int, startingOn day: CivilDate) -> [TweetWindow] {
        let info = SimulatedAccount.all[account]
        let weekday = EasternTime.weekday(of: day)
        return WindowKind.allCases.filter { kind in
            guard info.buckets[kind] != nil else { return false }
            return kind == .monthly ? day.calendar.day == 1 : info.weekdays[kind]?.contains(weekday) == true
        }.map { TweetWindow(account: account, kind: $0, startDay: day) }
    }
}
