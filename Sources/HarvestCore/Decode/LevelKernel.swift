/// Reads the levels of one side in the venue's compact rendering, `[{"price":"0.31","size":"120"},…]`.
///
/// It verifies instead of tokenizing: every byte of the skeleton is compared, every other byte has to be a
/// digit, and what differs in any way is left to the general path. Each level's end is found first, so that
/// levels do not wait for one another. It writes prices as raw digits, which `PriceColumn` converts four at a
/// time.
enum LevelKernel {
    /// Bytes of the shortest level, with its comma.
    static let shortestLevel = 27
    /// Bytes after the start of a level that may be read.
    static let reach = 64

    /// Reads from `[` on; the place after `]`, or `nil` when the levels are of any other rendering, stand
    /// closer than `reach` to the end, or are more than `capacity`.
    @inline(__always)
    static func read(
        _ start: UnsafeRawPointer, _ end: UnsafeRawPointer, _ tables: DigitTables.View,
        into side: inout SideColumns, capacity: Int
    ) -> UnsafeRawPointer? {
        var place = start
        if place.two(0) == 0x5D5B {  // []
            side.count = 0
            return place + 2
        }
        guard place.eight(0) == 0x6563_6972_7022_7B5B else { return nil }  // [{"price
        let (prices, sizes) = (side.prices, side.sizes)
        var seen = SIMD16<UInt8>(repeating: 0)
        // No level starts where it would be one more than there is room for.
        let last = start + min(end - reach - start, (capacity &- 1) &* shortestLevel)
        var count = 0
        repeat {
            guard place <= last, let next = level(place, tables, prices + count, sizes + count, &seen)
            else { return nil }
            count &+= 1
            place = next
        } while place.eight(-2) == 0x6972_7022_7B2C_7D22  // "},{"pri
        let limit = SIMD16<UInt8>(9, 9, 9, 9, 9, 9, 9, 9, 0, 9, 9, 9, 9, 9, 9, 9)
        guard place.two(-2) == 0x7D22, place.byte(0) == 0x5D, !DigitLanes.isAny(seen, above: limit) else {
            return nil
        }
        side.count = count
        return place + 1
    }

    /// Reads a level whose first seven bytes are known; the place after its brace.
    ///
    /// The words are numbers, not texts as elsewhere: a text costs the compiler so much room in this loop
    /// that it leaves out of line what has to be in it.
    @inline(__always)
    private static func level(
        _ start: UnsafeRawPointer, _ tables: DigitTables.View, _ price: UnsafeMutablePointer<UInt32>,
        _ size: UnsafeMutablePointer<UInt64>, _ seen: inout SIMD16<UInt8>
    ) -> UnsafeRawPointer? {
        guard let close = closingBrace(start), start.eight(5) == 0x2E30_223A_2265_6369 else { return nil }
        let digits = start.eight(13)  // what stands after ice":"0.
        let length = DigitLanes.run(digits)
        price.pointee = tables.price(digits, length)
        let rest = start + length
        guard rest.eight(13) == 0x2265_7A69_7322_2C22,  // ","size"
            rest.eight(15) == 0x223A_2265_7A69_7322  // "size":"
        else { return nil }
        let whole = DigitLanes.longRun(rest.eight(23))
        let point = rest + whole
        let fraction = (close - point) &- 24
        if UInt(bitPattern: fraction) > 7 { return nil }
        let flip = SIMD16<UInt8>(
            0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x2E, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30)
        let lanes = (point.sixteen(15) ^ flip) & tables.size(whole, fraction)
        seen = DigitLanes.larger(seen, lanes)
        size.pointee = DigitLanes.millionths(lanes)
        return close + 1
    }

    /// The brace that closes a level: the first byte with bit 6 in the 16 after the letters of `size`.
    @inline(__always)
    private static func closingBrace(_ place: UnsafeRawPointer) -> UnsafeRawPointer? {
        let near = place.eight(26) & DigitLanes.letterBits
        // Selected, not branched: on fresh books the branch costs a nanosecond a level.
        let far = place.eight(34) & DigitLanes.letterBits
        let found = near != 0 ? near : far
        let base = near != 0 ? place + 26 : place + 34
        if found == 0 { return nil }
        return base + DigitLanes.firstByte(found)
    }
}
