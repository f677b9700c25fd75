/// One piece of work and the ways of doing it that are compared: ours first, then what else there is.
package struct BenchmarkSuite: Sendable {
    /// One way of doing the work.
    package struct Contender: Sendable {
        /// What it is: `HarvestCore`, `Foundation.Decimal`.
        package let name: String
        /// Whether it promises to allocate nothing after its first round; `Benchmarks --check` holds it to
        /// that.
        package let isAllocationFree: Bool
        /// Does the work for all items once and gives a digest of the result, so that nothing is optimised
        /// away.
        package let body: @Sendable () async -> UInt64

        /// Names a way of doing the work.
        package init(
            _ name: String, isAllocationFree: Bool = false, body: @escaping @Sendable () async -> UInt64
        ) {
            self.name = name
            self.isAllocationFree = isAllocationFree
            self.body = body
        }
    }

    /// Name, as `--filter` sees it.
    package let name: String
    /// What an item is, in a few words.
    package let summary: String
    /// How many items one call of a contender's body works through.
    package let itemCount: Int
    /// How many bytes one call reads or, for encoders, ours writes; `nil` where the items are no bytes.
    package let byteCount: Int?
    /// Ours first: the others are given as multiples of it.
    package let contenders: [Contender]
    /// How many items the contenders do not agree on; anything but zero makes the comparison worthless.
    package let disagreements: @Sendable () async -> Int

    /// Describes a suite.
    package init(
        name: String, summary: String, itemCount: Int, byteCount: Int? = nil, contenders: [Contender],
        disagreements: @escaping @Sendable () async -> Int
    ) {
        self.name = name
        self.summary = summary
        self.itemCount = itemCount
        self.byteCount = byteCount
        self.contenders = contenders
        self.disagreements = disagreements
    }
}
