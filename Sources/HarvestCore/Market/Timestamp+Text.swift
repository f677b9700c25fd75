extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC with as many fraction digits as needed: `2026-04-10T16:00:00Z`.
    public var description: String {
        var text = upToMicroseconds
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text + "Z"
    }

    /// The same with six fraction digits, so that moments below each other stand in columns.
    package var paddedDescription: String { upToMicroseconds + "Z" }

    private var upToMicroseconds: String {
        let sinceMidnight = microseconds - day.start.microseconds
        let (seconds, fraction) = sinceMidnight.quotientAndRemainder(dividingBy: 1_000_000)
        let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60]
            .map { Digits.padded(Int($0), to: 2) }.joined(separator: ":")
        return "\(day)T\(clock).\(Digits.padded(Int(fraction), to: 6))"
    }

    /// Reads the five forms the upstream services use; `nil` for anything else.
    ///
    /// `2025-11-24T22:03:48.978891Z`, `2026-04-10T16:00:00Z`, `2026-07-24 00:00:16+00`,
    /// `2023-11-02 21:15:31.924+00` and `2026-07-24` (midnight UTC). Offsets `±HH`, `±HH:MM` and `±HHMM` are
    /// taken into account; fraction digits past the sixth are cut.
    public init?(parsing text: some StringProtocol) {
        var scanner = TimestampScanner(bytes: Array(text.utf8))
        guard let value = scanner.scan() else { return nil }
        self = value
    }
}
