/// A moment in UTC, in whole microseconds since 1970, which is what both stores and Parquet keep.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z; negative before.
    public let microseconds: Int64

    /// Makes a moment from microseconds since 1970.
    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// Makes a moment from milliseconds since 1970, as CLOB sends them.
    public init(milliseconds: Int64) { microseconds = milliseconds * 1_000 }

    /// Makes a moment from seconds since 1970.
    public init(seconds: Int64) { microseconds = seconds * 1_000_000 }

    public static func < (left: Self, right: Self) -> Bool { left.microseconds < right.microseconds }

    /// The moment `duration` later, to the microsecond.
    public static func + (moment: Self, duration: Duration) -> Self {
        Self(microseconds: moment.microseconds + duration.microseconds)
    }

    /// The moment `duration` earlier, to the microsecond.
    public static func - (moment: Self, duration: Duration) -> Self {
        Self(microseconds: moment.microseconds - duration.microseconds)
    }

    /// The time that passed from `right` to `left`.
    public static func - (left: Self, right: Self) -> Duration {
        .microseconds(left.microseconds - right.microseconds)
    }

    /// The start of the interval of this length, counted from 1970, in which the moment lies.
    public func floored(to interval: Duration) -> Self {
        let length = interval.microseconds
        let remainder = microseconds % length
        return Self(microseconds: microseconds - (remainder < 0 ? remainder + length : remainder))
    }

    /// The calendar day in UTC.
    public var day: CivilDate {
        CivilDate(daysSince1970: Int(floored(to: .days(1)).microseconds / Duration.days(1).microseconds))
    }
}
