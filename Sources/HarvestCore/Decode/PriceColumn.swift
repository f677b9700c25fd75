/// One pass over the prices of a side: digits to millionths, four at a time, with the check that they are
/// digits, the check that they are in wire order, and the count of levels within three limits.
enum PriceColumn {
    /// What the pass found.
    struct Result {
        /// Levels within the near, the middle and the far limit.
        var near = 0, middle = 0, far = 0
        /// Whether all were digits.
        var isNumeric = true
        /// Whether all were digits, in order, and none was zero.
        var isOrdered = true
    }

    /// Passes over `count` prices, at least one; bids ascend and count from a limit on, asks descend and count
    /// up to it.
    @inline(__always)
    static func pass(_ column: SideColumns, _ side: Side, _ limits: BandLimits) -> Result {
        let count = column.count
        let padded = (count &+ 3) & ~3
        let pad = column.prices[count &- 1]
        for extra in 0..<3 { column.prices[count &+ extra] = pad }
        let raw = UnsafeMutableRawPointer(column.prices)
        var seen = SIMD16<UInt8>(repeating: 0)
        var unordered = SIMD4<Int32>(repeating: 0)
        var (near, middle, far) = (unordered, unordered, unordered)
        let limit = limits.exclusive(side)
        var previous: Int32 = side == .bid ? 0 : 1_000_000
        var place = 0
        while place < padded {
            let bytes = raw.loadUnaligned(fromByteOffset: place &* 4, as: SIMD16<UInt8>.self)
            seen = DigitLanes.larger(seen, bytes)
            let prices = millionths(bytes)
            raw.storeBytes(of: prices, toByteOffset: place &* 4, as: SIMD4<Int32>.self)
            let before = SIMD4<Int32>(previous, prices[0], prices[1], prices[2])
            if side == .bid {
                unordered |= mask(before .> prices)
                near &+= mask(prices .> limit.near)
                middle &+= mask(prices .> limit.middle)
                far &+= mask(prices .> limit.far)
            } else {
                unordered |= mask(prices .> before)
                near &+= mask(limit.near .> prices)
                middle &+= mask(limit.middle .> prices)
                far &+= mask(limit.far .> prices)
            }
            previous = prices[3]
            place &+= 4
        }
        // The padding repeats the best price, so it counts whenever that counts.
        let over = padded &- count
        var result = Result()
        result.near = max(0, total(near) &- over)
        result.middle = max(0, total(middle) &- over)
        result.far = max(0, total(far) &- over)
        let disorder = unsafeBitCast(unordered, to: SIMD2<UInt64>.self)
        let lowest = column.prices[side == .bid ? 0 : count &- 1]
        result.isNumeric = !DigitLanes.isAny(seen, above: SIMD16(repeating: 9))
        result.isOrdered = (disorder[0] | disorder[1]) == 0 && result.isNumeric && lowest != 0
        return result
    }

    @inline(__always) private static func millionths(_ digits: SIMD16<UInt8>) -> SIMD4<Int32> {
        let halves = unsafeBitCast(digits, to: SIMD8<UInt16>.self)
        let pairs =
            (halves & SIMD8(repeating: 0xFF)) &* SIMD8(repeating: 10) &+ (halves &>> SIMD8(repeating: 8))
        return DigitLanes.addPairs(
            unsafeBitCast(pairs, to: SIMD8<Int16>.self),
            SIMD8(10_000, 100, 10_000, 100, 10_000, 100, 10_000, 100))
    }

    @inline(__always) private static func mask(_ mask: SIMDMask<SIMD4<Int32>>) -> SIMD4<Int32> {
        unsafeBitCast(mask, to: SIMD4<Int32>.self)
    }

    /// How often a lane was counted: each time added minus one.
    @inline(__always) private static func total(_ lanes: SIMD4<Int32>) -> Int {
        Int(truncatingIfNeeded: 0 &- (lanes[0] &+ lanes[1] &+ lanes[2] &+ lanes[3]))
    }
}
