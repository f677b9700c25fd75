@testable import HarvestCore
import Testing

@Suite struct CountWindowTitleTests {
    typealias Day = CountWindowTitle.Day

    static func days(_ fromMonth: Int, _ from: Int, _ toMonth: Int, _ to: Int) -> CountWindowTitle.Period {
        .days(from: Day(month: fromMonth, day: from), to: Day(month: toMonth, day: to))
    }

    @Test(arguments: [
        ("Elon Musk # tweets April 3 - April 10, 2026?", days(4, 3, 4, 10), 2026),
        ("Elon Musk # tweets January 5 - January 7,?", days(1, 5, 1, 7), nil),
        ("Elon Musk # Tweets from Dec 2 12:00 PM to Dec 9 11:59 AM?", days(12, 2, 12, 9), nil),
        ("Elon Musk # Tweets from Jan 9 to Jan 16?", days(1, 9, 1, 16), nil),
        (" Elon Musk # of tweets May 29-June 5", days(5, 29, 6, 5), nil),
        ("Elon Musk # tweets April 3 - 10, 2026?", days(4, 3, 4, 10), 2026),
        ("Elon Musk musk # tweets in May 2026?", .month(5), 2026),
        ("Elon Musk # Tweets in November?", .month(11), nil),
        ("Donald Trump # Truth Social posts April 3 - April 10?", days(4, 3, 4, 10), nil),
    ])
    func thePeriodIsRead(title: String, period: CountWindowTitle.Period, year: Int?) throws {
        let read = try #require(CountWindowTitle(title))
        #expect(read.period == period)
        #expect(read.year == year)
    }

    @Test(arguments: [
        "Will Elon Musk tweet the word doge in May?", "# tweets", "Fed decision in June?", "",
        "Elon Musk net worth on May 31?",
    ])
    func aTitleThatIsNoCountIsNotTakenForOne(title: String) {
        #expect(CountWindowTitle(title) == nil)
    }

    @Test func theAccountIsRecognisedByHandleOrName() throws {
        let title = try #require(CountWindowTitle("Elon Musk # tweets April 3 - April 10, 2026?"))
        #expect(title.isAbout(anyOf: ["elonmusk"]))
        #expect(title.isAbout(anyOf: ["nobody", "Elon Musk"]))
        #expect(!title.isAbout(anyOf: ["ZelenskyyUa", "Volodymyr Zelenskyy"]))
        #expect(!title.isAbout(anyOf: ["", "#"]))
    }

    @Test func theLengthFollowsFromTheDays() throws {
        let week = try #require(CountWindowTitle("Elon Musk # tweets December 29 - January 5?"))
        #expect(week.nominalHours(endYear: 2026) == 167...169)
        let twoDays = try #require(CountWindowTitle("Elon Musk # tweets January 5 - January 7,?"))
        #expect(twoDays.nominalHours(endYear: 2026) == 47...49)
    }
}
