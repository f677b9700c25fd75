import HarvestTestSupport
import Testing

@testable import HarvestCore

/// Digits in lanes against the same arithmetic one digit at a time.
struct DigitLanesTests {
    private static func word(_ digits: [UInt8]) -> UInt64 {
        digits.prefix(8).enumerated().reduce(0) { $0 | UInt64($1.element) << (8 * $1.offset) }
    }

    private static func digits(_ count: Int, _ random: inout SeededGenerator) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...9, using: &random) }
    }

    private static func value(_ digits: some Collection<UInt8>) -> UInt64 {
        digits.reduce(0) { $0 * 10 + UInt64($1) }
    }

    private static func lanes(_ bytes: [UInt8]) -> DigitLanes.Sixteen { DigitLanes.Sixteen(bytes) }

    @Test func everyNumberOfFourDigitsIsAFraction() {
        for number in 0..<10_000 {
            let digits = [number / 1_000, number / 100 % 10, number / 10 % 10, number % 10].map(UInt8.init)
            #expect(DigitLanes.fraction(UInt32(Self.word(digits))) == UInt32(number * 100))
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func manyDigitsAtOnceGiveWhatOneAtATimeGives(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let all = Self.digits(16, &random)
        #expect(DigitLanes.eightDigits(Self.word(all)) == Self.value(all.prefix(8)))
        let four = DigitLanes.fractions(Self.lanes(all))
        for lane in 0..<4 { #expect(UInt64(four[lane]) == 100 * Self.value(all[4 * lane..<4 * lane + 4])) }
        var number = all
        number[8] = 0
        number[15] = 0
        let expected = Self.value(number[..<8]) * 1_000_000 + Self.value(number[9..<15])
        #expect(DigitLanes.millionths(Self.lanes(number)) == expected)
        let copy = ExactCopy(all.prefix(13).map { $0 + 0x30 })
        #expect(DigitLanes.milliseconds(copy.view.baseAddress!) == Self.value(all.prefix(13)))
    }

    @Test func aTimeWithAnyByteThatIsNoDigitIsNone() {
        for place in 0..<13 {
            for byte in UInt8.min ... .max {
                var text = Array("1234567890123".utf8)
                text[place] = byte
                let copy = ExactCopy(text)
                let isTime = DigitLanes.milliseconds(copy.view.baseAddress!) != nil
                #expect(isTime == (0x30...0x39 ~= byte), "\(byte) at \(place)")
            }
        }
    }

    @Test func everyByteIsAHexadecimalDigitOrNot() {
        for byte in UInt8.min ... .max {
            let found = DigitLanes.hexadecimal(.init(repeating: byte))
            let isDigit = "0123456789abcdef".utf8.contains(byte)
            #expect(found == .init(repeating: isDigit ? 0xFF : 0), "\(byte)")
            #expect(DigitLanes.isFull(found) == isDigit)
        }
    }

    @Test func everyByteAboveNineIsSeenInEveryLane() {
        for lane in 0..<16 {
            for byte in UInt8.min ... .max {
                var bytes = [UInt8](repeating: 9, count: 16)
                bytes[lane] = byte
                #expect(DigitLanes.isAny(Self.lanes(bytes), above: .init(repeating: 9)) == (byte > 9))
                #expect((DigitLanes.aboveNine(Self.word(bytes)) != 0) == (lane < 8 && byte > 9))
                #expect(DigitLanes.larger(Self.lanes(bytes), .init(repeating: 5))[lane] == max(5, byte))
            }
        }
    }

    @Test func aRunOfDigitsEndsAtAQuoteOrAPointAndAfterSeven() {
        for length in 0...8 {
            for stop in ["\"", "."] {
                let text = Array((String(repeating: "7", count: length) + stop + "9999999").utf8)
                #expect(DigitLanes.run(Self.word(text)) == min(length, 7))
            }
        }
    }
}
