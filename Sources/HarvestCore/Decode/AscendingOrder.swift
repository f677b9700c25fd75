/// Bids: the best price is the highest and comes last.
enum AscendingOrder: WireOrder {
    @inline(__always) static var start: Int32 { 0 }

    @inline(__always) static func follows(_ left: SIMD4<Int32>, _ right: SIMD4<Int32>) -> SIMD4<Int32> {
        unsafeBitCast(left .> right, to: SIMD4<Int32>.self)
    }
}
