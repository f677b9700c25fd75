internal import HarvestCore
internal import Testing

@testable import HarvestSimulator

@Suite struct SimulatorCalendarTests {
    /// A moment and how far behind UTC New York is then; around each change of clocks.
    static let offsets = [
        ("2025-11-02T05:59:59Z", 4), ("2025-11-02T06:00:00Z", 5), ("2026-03-08T06:59:59Z", 5),
        ("2026-03-08T07:00:00Z", 4), ("2026-07-01T00:00:00Z", 4), ("2026-11-01T05:59:59Z", 4),
        ("2026-11-01T06:00:00Z", 5), ("2027-03-14T07:00:00Z", 4), ("2027-01-01T00:00:00Z", 5),
    ]

    @Test(arguments: offsets) func newYorkChangesItsClocks(text: String, hours: Int) throws {
        #expect(EasternTime.hoursBehind(at: try #require(Timestamp(parsing: text))) == hours)
    }

    /// First day, kind, start, end and length in hours, as recorded or announced.
    static let windows: [(String, WindowKind, String, String, Int)] = [
        ("2026-03-03", .weekly, "2026-03-03T17:00:00Z", "2026-03-10T16:00:00Z", 167),
        ("2026-03-10", .weekly, "2026-03-10T16:00:00Z", "2026-03-17T16:00:00Z", 168),
        ("2026-03-07", .short, "2026-03-07T17:00:00Z", "2026-03-09T16:00:00Z", 47),
        ("2025-10-31", .weekly, "2025-10-31T16:00:00Z", "2025-11-07T17:00:00Z", 169),
        ("2026-05-01", .monthly, "2026-05-01T04:00:00Z", "2026-06-01T04:00:00Z", 744),
        ("2026-12-01", .monthly, "2026-12-01T05:00:00Z", "2027-01-01T05:00:00Z", 744),
    ]

    @Test(arguments: windows)
    func windowsRunFromNoonToNoon(
        day: String, kind: WindowKind, start: String, end: String, hours: Int
    ) throws {
        let first = try #require(Timestamp(parsing: day)).day
        let window = try #require(
            TweetCalendar.windows(ofAccount: 0, startingOn: first).first { $0.kind == kind })
        #expect(window.start.description == start)
        #expect(window.end.description == end)
        #expect((window.end - window.start) == .hours(hours))
    }

    @Test func wordsAreThoseOfTheVenue() throws {
        func window(_ day: String, _ kind: WindowKind) throws -> TweetWindow {
            TweetWindow(account: 0, kind: kind, startDay: try #require(Timestamp(parsing: day)).day)
        }
        let weekly = try window("2026-04-03", .weekly)
        #expect(weekly.title == "Elon Musk # tweets April 3 - April 10, 2026?")
        #expect(weekly.slug == "elon-musk-of-tweets-april-3-april-10")
        #expect(weekly.buckets.count == 26 && weekly.buckets[0].label == "0-19")
        #expect(
            weekly.question(weekly.buckets[10])
                == "Will Elon Musk post 200-219 tweets from April 3 to April 10, 2026?")
        #expect(weekly.buckets.last?.label == "500+" && weekly.buckets.last?.slug == "500plus")
        let short = try window("2026-05-28", .short)
        #expect(short.slug == "elon-musk-of-tweets-may-28-may-30" && short.buckets.count == 10)
        #expect(
            short.question(short.buckets[0]) == "Will Elon Musk post <40 tweets from May 28 to May 30, 2026?")
        #expect(short.buckets[0].slug == "0-39" && short.buckets.last?.label == "240+")
        let month = try window("2026-05-01", .monthly)
        #expect(month.title == "Elon Musk musk # tweets in May 2026?")
        #expect(month.slug == "elon-musk-of-tweets-may-2026")
        #expect(month.buckets.count == 66 && month.buckets.last?.label == "2000+")
        #expect(month.question(month.buckets[0]) == "Will Elon Musk post 0-19 tweets in May 2026?")
        let later = try window("2026-09-22", .weekly)
        #expect(later.slug == "elon-musk-of-tweets-september-22-september-29-2026")
    }

    @Test(.enabled(if: SimulatorRecordings.isThere, "recorded payloads are not beside this checkout"))
    func slugsOfRecordedMarketsAreMet() throws {
        let month = TweetWindow(
            account: 0, kind: .monthly, startDay: try #require(Timestamp(parsing: "2026-05-01")).day)
        let slugs = Set(month.buckets.map { month.slug + "-" + $0.slug })
        let recorded = try SimulatorRecordings.rows("gamma/DERIVED_elon_markets_pmxt.json")
            .compactMap { $0["slug"] as? String }.filter { $0.contains("tweets-may-2026") }
        #expect(slugs == Set(recorded) && recorded.count == 66)
    }
}
