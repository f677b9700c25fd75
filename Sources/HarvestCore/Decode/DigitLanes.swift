/// Decimal digits to integers, many at once in the lanes of a vector or of a word.
///
/// The idioms are those that the compiler turns into single instructions without any flag: `pointwiseMax`
/// would be a call, a comparison with a scalar a loop. All of them take digit values, 0 to 9, not characters,
/// and none checks: `LevelKernel` and its neighbours collect what they saw and look once.
enum DigitLanes {
    typealias Sixteen = SIMD16<UInt8>

    /// Bit 4 of every byte: set in the digits, clear in `"` and `.`.
    static let digitBits: UInt64 = 0x1010_1010_1010_1010
    /// The same without the last byte, so that a search for a clear bit always ends.
    static let sevenDigitBits: UInt64 = 0x0010_1010_1010_1010
    /// `0` in every byte.
    static let zeros: UInt64 = 0x3030_3030_3030_3030
    /// Bit 6 of every byte: set in letters and braces, clear in digits, `"`, `.` and `,`.
    static let letterBits: UInt64 = 0x4040_4040_4040_4040

    /// Index of the first byte with a bit in it.
    @inline(__always) static func firstByte(_ word: UInt64) -> Int {
        Int(truncatingIfNeeded: word.trailingZeroBitCount &>> 3)
    }

    /// Length of the run of digits a word starts with: 0 to 7.
    @inline(__always) static func run(_ word: UInt64) -> Int {
        firstByte((word & sevenDigitBits) ^ digitBits)
    }

    /// The larger of each lane.
    @inline(__always) static func larger(_ left: Sixteen, _ right: Sixteen) -> Sixteen {
        left.replacing(with: right, where: right .> left)
    }

    /// Whether a lane is above its limit.
    @inline(__always) static func isAny(_ lanes: Sixteen, above limit: Sixteen) -> Bool {
        let above = unsafeBitCast(lanes .> limit, to: SIMD2<UInt64>.self)
        return (above[0] | above[1]) != 0
    }

    /// High bits of the bytes of a word that are above 9.
    @inline(__always) static func aboveNine(_ word: UInt64) -> UInt64 {
        ((word &+ 0x7676_7676_7676_7676) | word) & 0x8080_8080_8080_8080
    }

    /// FF in the lanes that hold a lower-case hexadecimal digit.
    @inline(__always) static func hexadecimal(_ lanes: Sixteen) -> Sixteen {
        let digits = lanes &- Sixteen(repeating: 0x30)
        let letters = lanes &- Sixteen(repeating: 0x61)
        return unsafeBitCast(digits .<= Sixteen(repeating: 9), to: Sixteen.self)
            | unsafeBitCast(letters .<= Sixteen(repeating: 5), to: Sixteen.self)
    }

    /// Whether all lanes are FF.
    @inline(__always) static func isFull(_ lanes: Sixteen) -> Bool {
        let words = unsafeBitCast(lanes, to: SIMD2<UInt64>.self)
        return (words[0] & words[1]) == ~0
    }

    /// A number at 10⁶: lanes 0 to 7 hold whole digits aligned right, 8 is unused, from 9 on stand up to six
    /// fraction digits aligned left.
    @inline(__always) static func millionths(_ lanes: Sixteen) -> UInt64 {
        let halves = unsafeBitCast(lanes, to: SIMD8<UInt16>.self)
        let tens = (halves & SIMD8<UInt16>(repeating: 0xFF)) &* SIMD8<UInt16>(10, 10, 10, 10, 0, 10, 10, 1)
        let pairs = tens &+ (halves &>> SIMD8<UInt16>(repeating: 8))
        let neighbours = unsafeBitCast(pairs, to: SIMD4<UInt32>.self)
        let fours =
            (neighbours & SIMD4<UInt32>(repeating: 0xFFFF)) &* SIMD4<UInt32>(100, 100, 100, 10)
            &+ (neighbours &>> SIMD4<UInt32>(repeating: 16))
        let words = unsafeBitCast(fours, to: SIMD2<UInt64>.self)
        let even = words & SIMD2<UInt64>(repeating: 0xFFFF_FFFF)
        let eights = even &* SIMD2<UInt64>(10_000, 1_000) &+ (words &>> SIMD2<UInt64>(repeating: 32))
        return eights[0] &* 1_000_000 &+ eights[1]
    }

    /// Four fractions of four digits each at 10⁶.
    @inline(__always) static func fractions(_ digits: Sixteen) -> SIMD4<Int32> {
        let halves = unsafeBitCast(digits, to: SIMD8<UInt16>.self)
        let tens = (halves & SIMD8<UInt16>(repeating: 0xFF)) &* SIMD8<UInt16>(repeating: 10)
        let pairs = tens &+ (halves &>> SIMD8<UInt16>(repeating: 8))
        let neighbours = unsafeBitCast(pairs, to: SIMD4<UInt32>.self)
        let prices =
            (neighbours & SIMD4<UInt32>(repeating: 0xFFFF)) &* SIMD4<UInt32>(repeating: 10_000)
            &+ (neighbours &>> SIMD4<UInt32>(repeating: 16)) &* SIMD4<UInt32>(repeating: 100)
        return unsafeBitCast(prices, to: SIMD4<Int32>.self)
    }

    /// Eight digits, the first in the lowest byte.
    @inline(__always) static func eightDigits(_ digits: UInt64) -> UInt64 {
        let pairs = digits &* 10 &+ (digits &>> 8)
        let high = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
        let low = ((pairs &>> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
        return (high &+ low) &>> 32
    }

    /// Four fraction digits at 10⁶, the first in the lowest byte.
    @inline(__always) static func fraction(_ digits: UInt32) -> UInt32 {
        let pairs = digits &* 10 &+ (digits &>> 8)
        return (pairs & 0xFF) &* 10_000 &+ ((pairs &>> 16) & 0xFF) &* 100
    }

    /// Two times four fraction digits at 10⁶, each in its half.
    @inline(__always) static func twoFractions(_ digits: UInt64) -> UInt64 {
        let pairs = digits &* 10 &+ (digits &>> 8)
        let low = (pairs &>> 16) & 0x0000_00FF_0000_00FF
        return (pairs & 0x0000_00FF_0000_00FF) &* 10_000 &+ low &* 100
    }

    /// Thirteen digits of a time in milliseconds; `nil` when one is none.
    @inline(__always) static func milliseconds(_ place: UnsafeRawPointer) -> UInt64? {
        let head = place.eight(0) ^ zeros
        let tail = place.eight(5) ^ zeros
        guard aboveNine(head) | aboveNine(tail) == 0 else { return nil }
        return eightDigits(head &<< 24) &* 100_000_000 &+ eightDigits(tail)
    }
}
