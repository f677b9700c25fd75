extension Duration {
    /// Whole microseconds, rounded towards zero.
    public var microseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }

    /// Whole milliseconds, rounded towards zero.
    public var milliseconds: Int64 { microseconds / 1_000 }

    /// Seconds with their fraction, for arithmetic that needs no exactness.
    public var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }

    /// A number of minutes.
    public static func minutes(_ count: Int) -> Duration { .seconds(count * 60) }

    /// A number of hours.
    public static func hours(_ count: Int) -> Duration { .seconds(count * 3_600) }

    /// A number of days of 24 hours.
    public static func days(_ count: Int) -> Duration { .seconds(count * 86_400) }
}
