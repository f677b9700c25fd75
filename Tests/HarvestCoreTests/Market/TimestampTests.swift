import Foundation
import HarvestCore
import Testing

/// Moments and days against Foundation's calendar.
struct TimestampTests {
    @Test(arguments: [
        ("2025-11-24T22:03:48.978891Z", "2025-11-24T22:03:48.978891Z"),
        ("2025-11-21T21:46:35.50541Z", "2025-11-21T21:46:35.50541Z"),
        ("2026-04-10T16:00:00Z", "2026-04-10T16:00:00Z"), ("2026-07-24 00:00:16+00", "2026-07-24T00:00:16Z"),
        ("2023-11-02 21:15:31.924+00", "2023-11-02T21:15:31.924Z"), ("2026-07-24", "2026-07-24T00:00:00Z"),
        ("2026-04-09T13:41:35.000Z", "2026-04-09T13:41:35Z"),
        ("2026-04-09T13:41:35+02:00", "2026-04-09T11:41:35Z"),
        ("2026-04-09T13:41:35-0530", "2026-04-09T19:11:35Z"),
        ("2026-04-09t13:41:35z", "2026-04-09T13:41:35Z"),
        ("2026-12-31T23:59:60Z", "2027-01-01T00:00:00Z"), ("2024-02-29", "2024-02-29T00:00:00Z"),
        ("2026-01-01T00:00:00.1234567Z", "2026-01-01T00:00:00.123456Z"),
        ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z"),
    ])
    func theFormsOfTheServicesAreRead(text: String, moment: String) {
        #expect(Timestamp(parsing: text)?.description == moment)
    }

    @Test(arguments: [
        "", "2026", "2026-13-01", "2026-02-29", "2026-04-31", "2026-00-10", "26-04-10", "2026-4-1",
        "2026-04-10T", "2026-04-10T16", "2026-04-10T16:00", "2026-04-10T16:00:00", "2026-04-10T24:00:00Z",
        "2026-04-10T16:60:00Z", "2026-04-10T16:00:61Z", "2026-04-10T16:00:00.Z", "2026-04-10T16:00:00ZZ",
        "2026-04-10T16:00:00+1", "2026-04-10T16:00:00+19:00", "2026-04-10T16:00:00+01:60",
        "12/2/2025, 1:21:13 AM",
        "2026-04-10 ", " 2026-04-10", "2026-04-10T16:00:00,5Z", "1778997825875", "NaN",
        "2026-04-10T16:00:00.000000000000000000000000000001Z",
    ])
    func whatIsNoMomentIsRefused(text: String) {
        #expect(Timestamp(parsing: text) == nil)
    }

    static func calendar() throws -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        return calendar
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func daysAgreeWithFoundation(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let calendar = try Self.calendar()
        for _ in 0..<200 {
            // From 1600 on, where Foundation's calendar is Gregorian as well, to 9999.
            let days = Int.random(in: -135_140...2_932_896, using: &generator)
            let date = Date(timeIntervalSince1970: Double(days) * 86_400)
            let theirs = calendar.dateComponents([.year, .month, .day], from: date)
            let ours = CivilDate(daysSince1970: days)
            #expect(ours.calendar == (theirs.year, theirs.month, theirs.day), "seed \(seed): \(days)")
            let (year, month, day) = ours.calendar
            #expect(CivilDate(year: year, month: month, day: day) == ours, "seed \(seed): \(days)")
        }
    }

    @Test func onlyDaysOfTheCalendarExist() throws {
        let calendar = try Self.calendar()
        for year in [1900, 2000, 2023, 2024, 2100] {
            for month in 0...13 {
                for day in 0...32 {
                    let components = DateComponents(year: year, month: month, day: day)
                    let isValid = components.isValidDate(in: calendar)
                    #expect((CivilDate(year: year, month: month, day: day) != nil) == isValid)
                }
            }
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func everyMomentSurvivesItsText(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<500 {
            let moment = Timestamp(
                microseconds: Int64.random(
                    in: -62_135_596_800_000_000...253_402_300_799_999_999, using: &generator))
            #expect(Timestamp(parsing: moment.description) == moment, "seed \(seed): \(moment)")
            #expect(moment.day.start <= moment && moment < moment.day.advanced(by: 1).start)
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func flooringGivesTheStartOfTheInterval(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let moment = Timestamp(
                microseconds: Int64.random(in: -1_000_000_000_000...2_000_000_000_000_000, using: &generator))
            for interval in [Duration.seconds(1), .minutes(1), .minutes(5), .hours(1), .days(1)] {
                let floor = moment.floored(to: interval)
                #expect(floor <= moment && moment < floor + interval)
                #expect(floor.microseconds % interval.microseconds == 0)
            }
        }
    }
}
