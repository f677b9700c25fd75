internal import HarvestCore

/// Trackings of an account.
extension World {
    /// The first day from which trackings are set up by a job and carry a link: 2026-03-17.
    private static let automatic = CivilDate(daysSince1970: 20_529)

    /// Trackings that exist at a moment, newest start first.
    func trackings(ofAccount account: Int, at moment: Timestamp) -> [SimulatedTracking] {
        windows(ofAccount: account, at: moment).reversed().flatMap(trackings(on:)).filter {
            $0.created <= moment
        }
    }

    /// The tracking of a window, and a second one where somebody made two.
    func trackings(on window: TweetWindow) -> [SimulatedTracking] {
        let week = window.startDay.daysSince1970 / 7
        let isElon = window.account == 0 && configuration.quirks.contains(.irregularTrackings)
        if window.startDay < Self.automatic {
            return [byHand(window, title: window.title, after: .zero - .hours(20))]
        }
        if isElon, window.kind == .short, week % 3 == 0 {
            return [byHand(window, title: irregularTitle(window), after: .hours(3))]
        }
        if isElon, window.kind == .weekly, week % 6 == 5 {
            return [byJob(window), byHand(window, title: window.title, after: .hours(30))]
        }
        return [byJob(window)]
    }

    private func byJob(_ window: TweetWindow) -> SimulatedTracking {
        SimulatedTracking(
            id: trackingID(window, 0), window: window, title: window.title, start: window.start,
            end: window.end - .seconds(1), marketLink: "https://polymarket.com/event/" + window.slug,
            created: window.created + .milliseconds(3_000 + draw(window, 6_000)))
    }

    private func byHand(_ window: TweetWindow, title: String, after delay: Duration) -> SimulatedTracking {
        SimulatedTracking(
            id: trackingID(window, 1), window: window, title: title, start: window.start,
            end: window.end + .seconds(59), marketLink: nil,
            created: window.start + delay + .milliseconds(draw(window, 2_400_000)))
    }

    private func irregularTitle(_ window: TweetWindow) -> String {
        switch window.startDay.daysSince1970 % 3 {
        case 0: " " + window.title
        case 1: window.title.replacing(", \(window.endDay.calendar.year)?", with: ",?")
        default:
            "\(window.info.titleName) # Tweets from \(brief(window.startDay)) 12:00 PM"
                + " to \(brief(window.endDay)) 11:59 AM?"
        }
    }

    private func brief(_ day: CivilDate) -> String {
        let (_, month, date) = day.calendar
        return "\(Wire.monthNames[month - 1].prefix(3)) \(date)"
    }

    private func trackingID(_ window: TweetWindow, _ copy: Int) -> String {
        uuid(.tracking, window.account * 8 + window.kind.rawValue * 2 + copy, window.startDay.daysSince1970)
    }

    private func draw(_ window: TweetWindow, _ limit: Int) -> Int {
        chance.below(limit, .tracking, window.account, window.kind.rawValue, window.startDay.daysSince1970)
    }

    /// A random UUID of version 4.
    func uuid(_ purpose: Chance.Purpose, _ first: Int, _ second: Int) -> String {
        let high = chance.bits(purpose, first, second, 1) & ~0xF000 | 0x4000
        let low = chance.bits(purpose, first, second, 2) & ~(3 << 62) | 2 << 62
        let digits = Hexadecimal.text(of: high) + Hexadecimal.text(of: low)
        let cuts = [0, 8, 12, 16, 20, 32].map { digits.index(digits.startIndex, offsetBy: $0) }
        return zip(cuts, cuts.dropFirst()).map { digits[$0..<$1] }.joined(separator: "-")
    }
}
