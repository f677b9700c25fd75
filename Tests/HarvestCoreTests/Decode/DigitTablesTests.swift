import Testing

@testable import HarvestCore

/// The masks for every pair of lengths, those that cannot be among them.
struct DigitTablesTests {
    @Test func aSizeMaskPassesItsDigitsAndNothingElse() {
        let tables = DigitTables()
        for whole in 1...7 {
            for fraction in [0, 2, 3, 4, 5, 6, 7] {
                let mask = tables.view.size(whole, fraction)
                for lane in 0..<16 {
                    let isWhole = 8 - whole..<8 ~= lane
                    // The point stands in lane 8, and its digits behind it.
                    let isFraction = fraction > 0 && 8..<8 + fraction ~= lane
                    #expect(mask[lane] == (isWhole || isFraction ? 0xFF : 0), "\(whole).\(fraction), \(lane)")
                }
            }
        }
    }

    @Test func aSizeThatCannotBeHasAMaskThatPassesAll() {
        let tables = DigitTables()
        for fraction in 0...7 { #expect(tables.view.size(0, fraction) == .init(repeating: 0xFF)) }
        for whole in 0...7 { #expect(tables.view.size(whole, 1) == .init(repeating: 0xFF)) }
    }

    @Test func aPriceHasOneToFourDigits() {
        let tables = DigitTables()
        let word: UInt64 = 0x3837_3635_3433_3231
        let expected: [UInt32] = [0x01, 0x0201, 0x03_0201, 0x0403_0201]
        for digits in 1...4 { #expect(tables.view.price(word, digits) == expected[digits - 1]) }
        for digits in [0, 5, 6, 7] {
            #expect(DigitLanes.aboveNine(UInt64(tables.view.price(word, digits))) != 0, "\(digits) digits")
        }
    }
}
