internal import HarvestCore

/// One counting window of an account: from when to when, and how it is written about.
struct TweetWindow: Hashable, Sendable {
    /// Index in `SimulatedAccount.all`.
    let account: Int
    let kind: WindowKind
    /// The day it starts on in New York.
    let startDay: CivilDate

    /// When counting starts: noon in New York, midnight for months.
    var start: Timestamp { EasternTime.moment(of: startDay, hour: hour) }

    /// When counting ends, as a whole hour; trackings say 59 seconds more or one second less.
    var end: Timestamp { EasternTime.moment(of: endDay, hour: hour) }

    /// The day it ends on in New York.
    var endDay: CivilDate {
        switch kind {
        case .weekly: return startDay.advanced(by: 7)
        case .short: return startDay.advanced(by: 2)
        case .monthly:
            let (year, month, _) = startDay.calendar
            let next = month == 12 ? (year + 1, 1) : (year, month + 1)
            return CivilDate(year: next.0, month: next.1, day: 1) ?? startDay.advanced(by: 31)
        }
    }

    /// When the tracking is set up, some days ahead, by a job that runs at 04:00 and 16:00 UTC.
    var created: Timestamp {
        switch kind {
        case .weekly: startDay.advanced(by: -3).start + .hours(4)
        case .short:
            startDay.advanced(by: EasternTime.weekday(of: startDay) == 3 ? -3 : -2).start + .hours(16)
        case .monthly: startDay.advanced(by: -38).start + .hours(4)
        }
    }

    var info: SimulatedAccount { SimulatedAccount.all[account] }

    var buckets: [Bucket] { info.buckets[kind] ?? [] }

    private var hour: Int { kind == .monthly ? 0 : 12 }
}
