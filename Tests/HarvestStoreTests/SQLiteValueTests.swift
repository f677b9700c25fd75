internal import HarvestCore
internal import HarvestTestSupport
internal import Testing

@testable internal import HarvestStore

/// How values become SQLite's and come back.
@Suite struct SQLiteValueTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func decimalsOfUpTo15DigitsComeBackExactly(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<250_000 {
            let digits = Int.random(in: 1...15, using: &generator)
            let bound = (0..<digits).reduce(Int64(1)) { product, _ in product * 10 }
            let zeros = Int.random(in: 0...3, using: &generator)
            let shift = (0..<zeros).reduce(Int64(1)) { product, _ in product * 10 }
            let millionths = Int64.random(in: -bound + 1..<bound, using: &generator) * shift
            // An expectation for each of a million values would cost more than the arithmetic.
            let real = SQLiteValue.real(millionths: millionths)
            if !SQLiteValue.isExact(millionths: millionths) || SQLiteValue.millionths(real) != millionths {
                Issue.record("seed \(seed): \(millionths)")
            }
        }
    }

    @Test func decimalsOf16DigitsAreKnownAsInexact() {
        #expect(!SQLiteValue.isExact(millionths: 1_000_000_000_000_001))
        #expect(!SQLiteValue.isExact(millionths: .max))
        #expect(!SQLiteValue.isExact(millionths: .min))
        #expect(SQLiteValue.isExact(millionths: 999_999_999_999_999))
        #expect(SQLiteValue.isExact(millionths: 9_000_000_000_000_000_000))
    }

    @Test func daysAreTextThatSortsByTime() {
        let days = [
            CivilDate.storable.lowerBound, CivilDate(daysSince1970: 0), CivilDate.storable.upperBound,
        ]
        let texts = days.map { SQLiteValue(.date($0)) }
        #expect(texts == [.text("0001-01-01"), .text("1970-01-01"), .text("9999-12-31")])
        #expect(texts.map { $0.columnValue(as: .date) } == days.map { .date($0) })
    }

    @Test func valuesOfSomebodyElsesSQLAreMissingRatherThanWrong() {
        #expect(SQLiteValue.text("soon").columnValue(as: .date) == .null)
        #expect(SQLiteValue.text("1").columnValue(as: .integer) == .null)
        #expect(SQLiteValue.real(1e300).columnValue(as: .decimal(precision: 12, scale: 6)) == .null)
        #expect(SQLiteValue.real(.nan).columnValue(as: .decimal(precision: 12, scale: 6)) == .null)
        #expect(SQLiteValue.real(.infinity).columnValue(as: .decimal(precision: 12, scale: 6)) == .null)
    }
}
