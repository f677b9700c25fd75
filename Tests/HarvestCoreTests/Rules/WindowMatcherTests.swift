import HarvestCore
import Testing

@Suite struct WindowMatcherTests {
    static func moment(_ text: String) -> Timestamp { Timestamp(parsing: text) ?? Timestamp(seconds: 0) }

    static func window(
        _ id: TrackingID, title: String, start: String, end: String, link: String? = nil,
        names: [String] = ["elonmusk", "Elon Musk"], updated: String = "2026-04-01T00:00:00Z"
    ) -> WindowMatcher.Window {
        WindowMatcher.Window(
            id: id, accountID: "a", accountNames: names, title: title, start: moment(start), end: moment(end),
            linkedSlug: link, updatedAt: moment(updated))
    }

    static let event = WindowMatcher.Candidate(
        slug: "elon-musk-of-tweets-april-3-april-10", title: "Elon Musk # tweets April 3 - April 10, 2026?",
        end: moment("2026-04-10T16:00:00Z"))

    @Test func aLinkIsCertainAndBeatsEverything() throws {
        let matcher = WindowMatcher(windows: [
            Self.window(
                "title", title: Self.event.title, start: "2026-04-03T16:00:00Z", end: "2026-04-10T15:59:59Z"),
            Self.window(
                "link", title: "odd", start: "2026-04-03T16:00:00Z", end: "2026-04-10T15:59:59Z",
                link: Self.event.slug),
        ])
        let match = try #require(matcher.match(Self.event))
        #expect(match.window.id == "link")
        #expect(match.score == Amount(exactly: "1"))
        #expect(match.reason == "link")
    }

    @Test func equalTitlesMatchWithoutBlanksAndCase() throws {
        let matcher = WindowMatcher(windows: [
            Self.window(
                "w", title: "  elon musk # TWEETS April 3 - April 10, 2026?", start: "2026-04-03T16:00:00Z",
                end: "2026-04-10T04:00:00Z")
        ])
        #expect(try #require(matcher.match(Self.event)).reason == "title")
    }

    @Test func theEndAndTheLengthMatchWhenTitlesDiffer() throws {
        let matcher = WindowMatcher(windows: [
            Self.window(
                "two-days", title: "x # tweets", start: "2026-04-08T16:00:00Z", end: "2026-04-10T16:00:59Z"),
            Self.window(
                "week", title: "x # tweets", start: "2026-04-03T16:00:00Z", end: "2026-04-10T16:00:59Z"),
        ])
        let match = try #require(matcher.match(Self.event))
        #expect(match.window.id == "week")
        #expect(match.reason.hasPrefix("end_time distance=59s"))
    }

    @Test func theSamePeriodInAnotherWordingMatchesThoughTheEndIsTwelveHoursOff() throws {
        let matcher = WindowMatcher(windows: [
            Self.window(
                "w", title: "Elon Musk # Tweets from Apr 3 to Apr 10?", start: "2026-04-03T16:00:00Z",
                end: "2026-04-10T05:00:59Z")
        ])
        #expect(try #require(matcher.match(Self.event)).reason.hasPrefix("overlap"))
    }

    @Test func aWindowOfAnotherPeriodIsNotTakenThoughItEndsAtTheSameMoment() {
        let matcher = WindowMatcher(windows: [
            Self.window(
                "two-days", title: "Elon Musk # tweets April 8 - April 10, 2026?",
                start: "2026-04-08T16:00:00Z",
                end: "2026-04-10T16:00:00Z")
        ])
        #expect(matcher.match(Self.event) == nil)
    }

    @Test func lastYearsWindowWithTheSameTitleIsNotTaken() {
        let matcher = WindowMatcher(windows: [
            Self.window(
                "old", title: "Elon Musk # tweets April 3 - April 10?", start: "2025-04-03T16:00:00Z",
                end: "2025-04-10T16:00:00Z")
        ])
        #expect(matcher.match(Self.event) == nil)
    }

    @Test func anotherAccountsWindowIsNeverTaken() {
        let matcher = WindowMatcher(windows: [
            Self.window(
                "w", title: "Zelenskyy # tweets April 3 - April 10, 2026?", start: "2026-04-03T16:00:00Z",
                end: "2026-04-10T16:00:00Z", names: ["ZelenskyyUa", "Volodymyr Zelenskyy"])
        ])
        #expect(matcher.match(Self.event) == nil)
    }

    @Test func amongDuplicatesTheWindowTouchedLastWins() throws {
        let matcher = WindowMatcher(windows: [
            Self.window(
                "b", title: Self.event.title, start: "2026-04-03T16:00:00Z", end: "2026-04-10T16:00:00Z",
                updated: "2026-04-02T00:00:00Z"),
            Self.window(
                "a", title: Self.event.title, start: "2026-04-03T16:00:00Z", end: "2026-04-10T16:00:00Z",
                updated: "2026-04-03T00:00:00Z"),
        ])
        #expect(try #require(matcher.match(Self.event)).window.id == "a")
    }
}
