import HarvestCore
@testable import HarvestSources
import Testing

@Suite struct RetryAfterTests {
    static let now = Timestamp(parsing: "2026-10-21T07:27:30Z") ?? Timestamp(seconds: 0)

    @Test(arguments: [
        ("7", 7), ("0", 0), (" 120 ", 120), ("Wed, 21 Oct 2026 07:28:00 GMT", 30),
        ("Wed, 21 Oct 2026 07:00:00 GMT", 0),
    ])
    func secondsAndDatesAreUnderstood(text: String, seconds: Int) {
        #expect(RetryAfter.wait(text, now: Self.now) == .seconds(seconds))
    }

    @Test(arguments: ["", "soon", "-5", "1.5", "Wed, 41 Oct 2026 07:28:00 GMT", "99999999999999999999"])
    func anythingElseIsNoWait(text: String) {
        #expect(RetryAfter.wait(text, now: Self.now) == nil)
    }

    /// Our clock is an hour ahead or behind: the server's date says how long the wait is.
    @Test(arguments: [Duration.hours(1), .hours(-1), .zero])
    func aDateIsComparedWithTheServersClock(error: Duration) {
        let headers: HTTPHeaders = [
            "Date": "Wed, 21 Oct 2026 07:27:30 GMT", "Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT",
        ]
        #expect(RetryAfter.wait(headers, receivedAt: Self.now + error) == .seconds(30))
    }

    @Test func withoutTheServersClockOursMustDo() {
        let headers: HTTPHeaders = ["Date": "today", "Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"]
        #expect(RetryAfter.wait(headers, receivedAt: Self.now) == .seconds(30))
    }

    @Test func aMissingFieldIsNoWait() {
        #expect(RetryAfter.wait(nil, now: Self.now) == nil)
    }
}
