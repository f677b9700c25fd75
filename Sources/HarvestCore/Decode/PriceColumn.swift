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

    /// Passes over all prices of a side, at least one; bids count from a limit on, asks up to it.
    @inline(__always)
    static func pass(_ column: SideColumns, _ side: Side, _ limits: BandLimits) -> Result {
        switch side {
        case .bid: pass(column, in: AscendingOrder.self, limits.exclusive(.bid))
        case .ask: pass(column, in: DescendingOrder.self, limits.exclusive(.ask))
        }
    }

    private static func pass<Order: WireOrder>(
        _ column: SideColumns, in _: Order.Type, _ limits: (near: Int32, middle: Int32, far: Int32)
    ) -> Result {
        let padded = pad(column)
        let raw = UnsafeMutableRawPointer(column.prices)
        let nearLimit = SIMD4<Int32>(repeating: limits.near)
        let middleLimit = SIMD4<Int32>(repeating: limits.middle)
        let farLimit = SIMD4<Int32>(repeating: limits.far)
        var seen = SIMD16<UInt8>(repeating: 0)
        var unordered = SIMD4<Int32>(repeating: 0)
        var (near, middle, far) = (unordered, unordered, unordered)
        var previous = Order.start
        var place = 0
        while place < padded {
            let bytes = raw.loadUnaligned(fromByteOffset: place &* 4, as: SIMD16<UInt8>.self)
            seen = DigitLanes.larger(seen, bytes)
            let prices = DigitLanes.fractions(bytes)
            raw.storeBytes(of: prices, toByteOffset: place &* 4, as: SIMD4<Int32>.self)
            unordered |= Order.follows(SIMD4(previous, prices[0], prices[1], prices[2]), prices)
            near &+= Order.follows(prices, nearLimit)
            middle &+= Order.follows(prices, middleLimit)
            far &+= Order.follows(prices, farLimit)
            previous = prices[3]
            place &+= 4
        }
        // The padding repeats the best price, so it counts whenever that counts.
        let over = padded &- column.count
        var result = Result()
        result.near = max(0, total(near) &- over)
        result.middle = max(0, total(middle) &- over)
        result.far = max(0, total(far) &- over)
        let disorder = unsafeBitCast(unordered, to: SIMD2<UInt64>.self)
        result.isNumeric = !DigitLanes.isAny(seen, above: SIMD16(repeating: 9))
        result.isOrdered = (disorder[0] | disorder[1]) == 0 && result.isNumeric && !hasZero(column)
        return result
    }

    /// Repeats the best price up to a multiple of four; how many there are then.
    @inline(__always) private static func pad(_ column: SideColumns) -> Int {
        let best = column.prices[column.count &- 1]
        for extra in 0..<3 { column.prices[column.count &+ extra] = best }
        return (column.count &+ 3) & ~3
    }

    /// Whether the lowest price of an ordered column, which is at one of its ends, is zero.
    @inline(__always) private static func hasZero(_ column: SideColumns) -> Bool {
        column.prices[0] == 0 || column.prices[column.count &- 1] == 0
    }

    /// How often a lane was counted: each time added minus one.
    @inline(__always) private static func total(_ lanes: SIMD4<Int32>) -> Int {
        Int(truncatingIfNeeded: 0 &- (lanes[0] &+ lanes[1] &+ lanes[2] &+ lanes[3]))
    }
}
