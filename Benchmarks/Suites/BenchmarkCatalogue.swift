/// All suites, in the order in which data passes what they measure.
package enum BenchmarkCatalogue {
    /// The suites, each over this many items made from this seed.
    package static func suites(itemCount: Int, seed: UInt64) -> [BenchmarkSuite] {
        [
            DecimalParsing.suite(itemCount: itemCount, seed: seed),
            TimestampParsing.suite(itemCount: itemCount, seed: seed),
            BookHashing.suite(itemCount: itemCount, seed: seed),
            RowEncoding.suite(itemCount: itemCount, seed: seed),
        ]
    }
}
