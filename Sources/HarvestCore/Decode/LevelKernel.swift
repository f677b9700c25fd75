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
        if place.two(0) == 0x5D5B {
            side.count = 0
            return place + 2
        }
        guard place.eight(0) == 0x6563_6972_7022_7B5B else { return nil }
        let (prices, sizes) = (side.prices, side.sizes)
        let flip = SIMD16<UInt8>(
            0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x2E, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30)
        let limit = SIMD16<UInt8>(9, 9, 9, 9, 9, 9, 9, 9, 0, 9, 9, 9, 9, 9, 9, 9)
        var seen = SIMD16<UInt8>(repeating: 0)
        let room = end - reach - start
        // No level starts where it would be one more than there is room for.
        let last = start + min(room, (capacity &- 1) &* shortestLevel)
        var count = 0
        repeat {
            if place > last { return nil }
            guard let close = closingBrace(place), place.eight(5) == 0x2E30_223A_2265_6369 else { return nil }
            let digits = place.eight(13)
            let length = DigitLanes.run(digits)
            prices[count] = tables.price(digits, length)
            let rest = place + length
            guard rest.eight(13) == 0x2265_7A69_7322_2C22, rest.eight(15) == 0x223A_2265_7A69_7322 else {
                return nil
            }
            let whole = DigitLanes.run(rest.eight(23))
            let point = rest + whole
            let fraction = (close - point) &- 24
            if UInt(bitPattern: fraction) > 7 { return nil }
            let lanes = (point.sixteen(15) ^ flip) & tables.size(whole, fraction)
            seen = DigitLanes.larger(seen, lanes)
            sizes[count] = DigitLanes.millionths(lanes)
            count &+= 1
            place = close + 1
        } while place.eight(-2) == 0x6972_7022_7B2C_7D22
        guard place.two(-2) == 0x7D22, place.byte(0) == 0x5D, !DigitLanes.isAny(seen, above: limit) else {
            return nil
        }
        side.count = count
        return place + 1
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
