/// A day of the proleptic Gregorian calendar, without a time zone.
public struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01; negative before.
    public let daysSince1970: Int

    /// Makes a day from its distance to 1970-01-01.
    public init(daysSince1970: Int) { self.daysSince1970 = daysSince1970 }

    /// Makes a day from its calendar numbers; `nil` when there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (0...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        // Days from civil: March-based years put the leap day last, so months have a closed form.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let candidate = CivilDate(daysSince1970: era * 146_097 + dayOfEra - 719_468)
        guard candidate.calendar == (year, month, day) else { return nil }
        self = candidate
    }

    /// Year, month and day.
    public var calendar: (year: Int, month: Int, day: Int) {
        let shifted = daysSince1970 + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// The first moment of the day in UTC.
    public var start: Timestamp { Timestamp(seconds: Int64(daysSince1970) * 86_400) }

    /// The day `count` days later.
    public func advanced(by count: Int) -> CivilDate { CivilDate(daysSince1970: daysSince1970 + count) }

    /// `YYYY-MM-DD`.
    public var description: String {
        let (year, month, day) = calendar
        return Digits.padded(year, to: 4) + "-" + Digits.padded(month, to: 2) + "-"
            + Digits.padded(day, to: 2)
    }

    public static func < (left: Self, right: Self) -> Bool { left.daysSince1970 < right.daysSince1970 }
}
