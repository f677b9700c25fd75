internal import Glibc
internal import HarvestCore

/// How times are shown to people: in their own zone with its offset on a terminal, in UTC everywhere else.
struct TimeStyle: Sendable, Hashable {
    /// Whether the machine's time zone is used.
    let isLocal: Bool

    /// `2026-04-10 18:00:00+02:00` or `2026-04-10T16:00:00Z`; fractions of a second are cut in the local
    /// form.
    func text(_ moment: Timestamp) -> String {
        guard isLocal else { return moment.description }
        var seconds = time_t(moment.floored(to: .seconds(1)).microseconds / 1_000_000)
        var fields = tm()
        guard localtime_r(&seconds, &fields) != nil else { return moment.description }
        let day = "\(Int(fields.tm_year) + 1_900)-\(Self.two(fields.tm_mon + 1))-\(Self.two(fields.tm_mday))"
        let clock = [fields.tm_hour, fields.tm_min, fields.tm_sec].map(Self.two).joined(separator: ":")
        let minutes = fields.tm_gmtoff / 60
        let offset = "\(minutes < 0 ? "-" : "+")\(Self.two(abs(minutes) / 60)):\(Self.two(abs(minutes) % 60))"
        return "\(day) \(clock)\(offset)"
    }

    private static func two(_ value: some BinaryInteger) -> String {
        value < 10 ? "0\(value)" : "\(value)"
    }
}
