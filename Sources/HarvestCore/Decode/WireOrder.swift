/// The order in which the wire has the prices of a side, as a type, so that the loop over prices is compiled
/// once for each.
protocol WireOrder {
    /// What no price comes before.
    static var start: Int32 { get }
    /// Minus one in the lanes whose left comes after their right.
    static func follows(_ left: SIMD4<Int32>, _ right: SIMD4<Int32>) -> SIMD4<Int32>
}

/// Bids: the best price is the highest and comes last.
enum AscendingOrder: WireOrder {
    @inline(__always) static var start: Int32 { 0 }

    @inline(__always) static func follows(_ left: SIMD4<Int32>, _ right: SIMD4<Int32>) -> SIMD4<Int32> {
        unsafeBitCast(left .> right, to: SIMD4<Int32>.self)
    }
}

/// Asks: the best price is the lowest and comes last.
enum DescendingOrder: WireOrder {
    @inline(__always) static var start: Int32 { 1_000_000 }

    @inline(__always) static func follows(_ left: SIMD4<Int32>, _ right: SIMD4<Int32>) -> SIMD4<Int32> {
        unsafeBitCast(right .> left, to: SIMD4<Int32>.self)
    }
}
