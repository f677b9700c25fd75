internal import HarvestCore

/// A moment as people type it: `2026-04-10T16:00:00Z`, `2026-04-10`, or an age: `24h`, `-2d`, `90m`, `30s`.
enum MomentArgument: Hashable, Sendable {
    case at(Timestamp)
    case ago(Duration)

    init?(parsing text: String) {
        if let moment = Timestamp(parsing: text) {
            self = .at(moment)
        } else if let age = Self.age(text) {
            self = .ago(age)
        } else {
            return nil
        }
    }

    /// The moment, given the time.
    func resolved(now: Timestamp) -> Timestamp {
        switch self {
        case .at(let moment): moment
        case .ago(let age): now - age
        }
    }

    private static func age(_ text: String) -> Duration? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard let unit = digits.last, let count = Int(digits.dropLast()), (0...1_000_000).contains(count),
            digits.first?.isNumber == true
        else { return nil }
        switch unit {
        case "s": return .seconds(count)
        case "m": return .minutes(count)
        case "h": return .hours(count)
        case "d": return .days(count)
        default: return nil
        }
    }
}
