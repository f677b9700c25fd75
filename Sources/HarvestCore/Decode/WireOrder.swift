/// The order in which the wire has the prices of a side, as a type, so that the loop over prices is compiled
/// once for each.
protocol WireOrder {
    /// What no price comes before.
    static var start: Int32 { get }
    /// Minus one in the lanes whose left comes after their right.
    static func follows(_ left: SIMD4<Int32>, _ right: SIMD4<Int32>) -> SIMD4<Int32>
}
