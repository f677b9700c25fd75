/// A suite that is not made yet: making one draws its items, which takes time and memory.
package struct BenchmarkPlan: Sendable {
    /// The suite's name, as `--filter` sees it.
    package let name: String
    private let draw: @Sendable (_ itemCount: Int, _ seed: UInt64) -> BenchmarkSuite

    init(_ name: String, draw: @escaping @Sendable (_ itemCount: Int, _ seed: UInt64) -> BenchmarkSuite) {
        self.name = name
        self.draw = draw
    }

    /// Makes the suite over about so many items; suites of heavy items take fewer.
    package func suite(itemCount: Int, seed: UInt64) -> BenchmarkSuite { draw(itemCount, seed) }
}
