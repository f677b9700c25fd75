/// Asks: the best price is the lowest and comes last.
enum DescendingOrder: WireOrder {
    @inline(__always) static var start: Int32 { 1_000_000 }

    @inline(__always) static func follows(_ left: SIMD4<Int32>, _ right: SIMD4<Int32>) -> SIMD4<Int32> {
        unsafeBitCast(right .> left, to: SIMD4<Int32>.self)
    }
}
