/// Masks that cut the digits of a number out of the bytes around it, one for every pair of lengths.
///
/// A length that cannot be has a mask that lets bytes through which no digit check accepts, so the kernels
/// need no branch for it. They are looked up rather than computed because a constant mask is shredded by the
/// compiler into byte inserts.
struct DigitTables: ~Copyable {
    private let memory: UnsafeMutableRawPointer

    private static let priceMasks = 1_152
    private static let priceFlips = 1_184
    private static let byteCount = 1_216

    init() {
        memory = .allocate(byteCount: Self.byteCount, alignment: 64)
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: Self.byteCount)
        for whole in 0...8 {
            for fraction in 0..<8 { fillSizeMask(whole, fraction) }
        }
        for digits in 0..<8 { fillPriceMask(digits) }
    }

    deinit { memory.deallocate() }

    /// Where kernels look.
    var view: View { View(base: UnsafeRawPointer(memory)) }

    /// The tables without their memory; valid while they are.
    struct View {
        fileprivate let base: UnsafeRawPointer

        /// The mask of a size with so many digits before its point and, with the point, so many bytes after.
        @inline(__always) func size(_ whole: Int, _ fraction: Int) -> SIMD16<UInt8> {
            base.load(fromByteOffset: (whole &* 8 &+ fraction) &* 16, as: SIMD16<UInt8>.self)
        }

        /// The digit values of a price of so many digits after `0.`; values above 9 when there are not 1 to
        /// 4.
        @inline(__always) func price(_ word: UInt64, _ digits: Int) -> UInt32 {
            let flip = base.load(fromByteOffset: priceFlips &+ 4 &* digits, as: UInt32.self)
            let mask = base.load(fromByteOffset: priceMasks &+ 4 &* digits, as: UInt32.self)
            return (UInt32(truncatingIfNeeded: word) ^ flip) & mask
        }
    }

    private func fillSizeMask(_ whole: Int, _ fraction: Int) {
        let mask = memory + (whole * 8 + fraction) * 16
        func pass(_ lanes: Range<Int>) {
            for lane in lanes { mask.storeBytes(of: 0xFF, toByteOffset: lane, as: UInt8.self) }
        }
        pass(8 - whole..<8)
        // No digit before the point, or a point without a digit: everything passes, the quote among it.
        if whole == 0 || fraction == 1 { pass(0..<16) }
        if fraction >= 2 { pass(8..<8 + fraction) }
    }

    private func fillPriceMask(_ digits: Int) {
        let isPossible = (1...4).contains(digits)
        let mask: UInt32 =
            isPossible ? UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(8 * digits)) - 1) : .max
        memory.storeBytes(
            of: mask.littleEndian, toByteOffset: Self.priceMasks + 4 * digits, as: UInt32.self)
        memory.storeBytes(
            of: isPossible ? 0x3030_3030 : 0x8080_8080, toByteOffset: Self.priceFlips + 4 * digits,
            as: UInt32.self)
    }
}
