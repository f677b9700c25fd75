import Foundation
import HarvestCore
import Testing

/// Decimal text to millionths and back.
struct DecimalTests {
    @Test(arguments: [
        ("0", 0), ("-0", 0), ("1", 1_000_000), ("0.001", 1_000), ("31015550.64", 31_015_550_640_000),
        ("0.680", 680_000), ("1e-6", 1), ("1E2", 100_000_000), ("1.5e+1", 15_000_000), ("-2.25", -2_250_000),
        ("9223372036854.775807", Int64.max), ("000.5", 500_000), ("0.1000000000", 100_000),
        ("10e-1", 1_000_000), ("0e999", 0), ("0.000000e9999", 0), ("0e-9999", 0), ("12345678e-8", nil),
        ("0.0000001", nil), ("1e-7", nil), ("9223372036854.775808", nil), ("1e13", nil), ("1e9999", nil),
    ])
    func exactReadingTakesSixDecimalsAndNoMore(text: String, millionths: Int64?) {
        #expect(Amount(exactly: text)?.millionths == millionths)
    }

    @Test(arguments: [
        ("0.0000005", 1), ("0.00000049999", 0), ("-0.0000005", -1), ("0.1234565", 123_457),
        ("79945.98005599984", 79_945_980_056), ("0.5843311669077693146635445446077281", 584_331),
        ("0.9999999", 1_000_000), ("1e-7", 0), ("5e-7", 1), ("4e-7", 0), ("1e-9999", 0),
        ("0.30000000000000004", 300_000), ("9223372036854.7758074", Int64.max),
        ("9223372036854.7758075", nil),
    ])
    func roundingIsHalfAwayFromZero(text: String, millionths: Int64?) {
        #expect(Amount(rounding: text)?.millionths == millionths)
    }

    @Test(arguments: [
        "", "-", ".", "+1", "1.", ".5", "1e", "1e+", "e5", "0x10", "NaN", "Infinity", "-inf", " 1", "1 ",
        "1,5",
        "1.2.3", "--1", "1e5.0", "1e99999", "١", "1_000",
    ])
    func whatIsNoDecimalIsRefused(text: String) {
        #expect(Amount(exactly: text) == nil && Amount(rounding: text) == nil)
    }

    @Test func textThatIsTooLongIsRefused() {
        #expect(Amount(rounding: "0." + String(repeating: "1", count: 398)) != nil)
        #expect(Amount(rounding: "0." + String(repeating: "1", count: 399)) == nil)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func everyValueSurvivesItsText(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<500 {
            let shift = Int64.random(in: 0...62, using: &generator)
            let value = Amount(
                millionths: Int64.random(in: (Int64.min + 1)...Int64.max, using: &generator) >> shift)
            #expect(Amount(exactly: value.description) == value, "seed \(seed): \(value)")
            #expect(Amount(rounding: value.description) == value, "seed \(seed): \(value)")
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func roundingAgreesWithFoundation(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let sign = Bool.random(using: &generator) ? "-" : ""
            let whole = String(UInt32.random(in: 0...UInt32.max, using: &generator))
            let fraction = String(UInt64.random(in: 0...UInt64(1) << 40, using: &generator))
            let text = "\(sign)\(whole).\(fraction)"
            var exact = try #require(Decimal(string: text)) * 1_000_000
            var rounded = Decimal()
            NSDecimalRound(&rounded, &exact, 0, .plain)
            #expect(Amount(rounding: text)?.millionths == Int64(truncating: rounded as NSNumber), "\(text)")
            #expect((Amount(exactly: text) != nil) == (exact == rounded), "\(text)")
        }
    }
}
