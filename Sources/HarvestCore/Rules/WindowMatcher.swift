/// Finds the XTracker window that decides a tweet-count event, with a score and the reason for it.
///
/// From certain to weak: the window links to the event; the titles are equal; the ends agree and the length
/// is what the title says; the titles share most of their words. Gamma's start date is never used, because it
/// is the day of creation. Among equals the window XTracker touched last wins: duplicates of a window exist.
public struct WindowMatcher: Sendable {
    /// What is known of an event.
    public struct Candidate: Hashable, Sendable {
        /// Slug.
        public let slug: String
        /// Title.
        public let title: String
        /// Nominal end.
        public let end: Timestamp?

        /// Makes a candidate.
        public init(slug: String, title: String, end: Timestamp?) {
            self.slug = slug
            self.title = title
            self.end = end
        }
    }

    /// What is known of a window.
    public struct Window: Hashable, Sendable {
        /// Identifier.
        public let id: TrackingID
        /// Account.
        public let accountID: AccountID
        /// Names of the account: handle, display name.
        public let accountNames: [String]
        /// Title.
        public let title: String
        /// First moment that counts.
        public let start: Timestamp
        /// End, up to a minute off.
        public let end: Timestamp
        /// Slug of the event it links to, when it links.
        public let linkedSlug: String?
        /// When XTracker last touched it.
        public let updatedAt: Timestamp

        /// Makes a window.
        public init(
            id: TrackingID, accountID: AccountID, accountNames: [String], title: String, start: Timestamp,
            end: Timestamp, linkedSlug: String?, updatedAt: Timestamp
        ) {
            self.id = id
            self.accountID = accountID
            self.accountNames = accountNames
            self.title = title
            self.start = start
            self.end = end
            self.linkedSlug = linkedSlug
            self.updatedAt = updatedAt
        }
    }

    /// A match.
    public struct Match: Hashable, Sendable {
        /// The window.
        public let window: Window
        /// From 0 to 1.
        public let score: Amount
        /// `link`, `title`, `end_time` or `overlap`, with the figures behind it.
        public let reason: String
    }

    /// Greatest distance of a window's end from the event's; the recordings show 59 s at most.
    public static let endTolerance: Duration = .seconds(120)

    /// Least share of common words for a match by overlap.
    public static let leastOverlap = 0.6

    private let windows: [Window]

    /// Takes the windows that may match.
    public init(windows: [Window]) { self.windows = windows }

    /// The best window for an event, if any.
    public func match(_ event: Candidate) -> Match? {
        guard let title = CountWindowTitle(event.title) else {
            // Only a link can tie a window to an event whose title is no count.
            return best(windows.compactMap { linked($0, to: event) })
        }
        return best(windows.compactMap { linked($0, to: event) ?? similar($0, to: event, title: title) })
    }

    private func best(_ matches: [Match]) -> Match? {
        matches.max { left, right in
            (left.score, left.window.updatedAt, left.window.id) < (
                right.score, right.window.updatedAt, right.window.id
            )
        }
    }

    private func linked(_ window: Window, to event: Candidate) -> Match? {
        guard let slug = window.linkedSlug, slug == event.slug else { return nil }
        return Match(window: window, score: Amount(millionths: 1_000_000), reason: "link")
    }

    private func similar(_ window: Window, to event: Candidate, title: CountWindowTitle) -> Match? {
        guard title.isAbout(anyOf: window.accountNames) else { return nil }
        if Self.folded(window.title) == Self.folded(event.title), isNear(window, event) {
            return Match(window: window, score: Amount(millionths: 950_000), reason: "title")
        }
        return byEnd(window, event, title) ?? byOverlap(window, event, title)
    }

    /// A yearless title recurs every year, so equal titles must also lie within a day of each other.
    private func isNear(_ window: Window, _ event: Candidate) -> Bool {
        guard let end = event.end else { return true }
        return Self.distance(window.end, end) <= .days(1)
    }

    private func byEnd(_ window: Window, _ event: Candidate, _ title: CountWindowTitle) -> Match? {
        guard let end = event.end, let hours = title.nominalHours(endYear: end.day.calendar.year) else {
            return nil
        }
        let distance = Self.distance(window.end, end)
        let length = Int(((window.end - window.start).inSeconds / 3_600).rounded())
        guard distance <= Self.endTolerance, hours.contains(length) else { return nil }
        return Match(
            window: window, score: Amount(millionths: 900_000),
            reason: "end_time distance=\(Int(distance.inSeconds))s hours=\(length)")
    }

    private func byOverlap(_ window: Window, _ event: Candidate, _ title: CountWindowTitle) -> Match? {
        guard let other = CountWindowTitle(window.title), isNear(window, event) else { return nil }
        // Two readable periods that differ contradict each other, however many words the titles share.
        let isContradiction =
            other.period != .unknown && title.period != .unknown && other.period != title.period
        let otherYear = other.year.map { year in title.year.map { $0 != year } ?? false } ?? false
        guard !isContradiction, !otherYear else { return nil }
        let samePeriod = other.period == title.period && title.period != .unknown
        let union = title.words.union(other.words).count
        guard union > 0 else { return nil }
        let share = Double(title.words.intersection(other.words).count) / Double(union)
        guard samePeriod || share >= Self.leastOverlap else { return nil }
        let percent = Int((share * 100).rounded())
        let score = samePeriod ? 800_000 : 400_000 + Int64(percent) * 3_000
        return Match(
            window: window, score: Amount(millionths: score),
            reason: "overlap words=\(percent)% period=\(samePeriod ? "same" : "other")")
    }

    private static func folded(_ title: String) -> String {
        CountWindowTitle.words(of: title).joined(separator: " ")
    }

    private static func distance(_ left: Timestamp, _ right: Timestamp) -> Duration {
        left > right ? left - right : right - left
    }
}
