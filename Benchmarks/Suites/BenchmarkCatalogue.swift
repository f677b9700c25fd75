/// All suites, in the order in which data passes what they measure.
package enum BenchmarkCatalogue {
    /// What can be run.
    package static let plans: [BenchmarkPlan] = parsing + books + flow + stores

    private static let parsing =
        [
            BenchmarkPlan("decimal-parsing", draw: DecimalParsing.suite),
            BenchmarkPlan("timestamp-parsing", draw: TimestampParsing.suite),
        ] + BookCorpus.Kind.allCases.map(BookParsing.plan)

    private static let books = [
        BenchmarkPlan("book-maintenance-50") {
            BookMaintenance.suite(bookCount: 50, itemCount: $0, seed: $1)
        },
        BenchmarkPlan("book-maintenance-5000") {
            BookMaintenance.suite(bookCount: 5_000, itemCount: $0, seed: $1)
        },
        BenchmarkPlan("book-hash", draw: BookHashing.suite),
        BenchmarkPlan("stream-50") { StreamApply.suite(tokenCount: 50, itemCount: $0, seed: $1) },
        BenchmarkPlan("stream-5000") { StreamApply.suite(tokenCount: 5_000, itemCount: $0, seed: $1) },
        BenchmarkPlan("stream-verify", draw: StreamVerify.suite),
        BenchmarkPlan("depth-bands", draw: DepthBandCost.suite),
    ]

    private static let flow = [
        BenchmarkPlan("token-bucket", draw: TokenBucketCost.suite),
        BenchmarkPlan("retry-decision", draw: RetryCost.suite),
        BenchmarkPlan("actor-hop", draw: ActorHopCost.suite),
        BenchmarkPlan("batch-channel", draw: BatchChannelCost.suite),
    ]

    private static let stores = [
        BenchmarkPlan("row-encoding", draw: RowEncoding.suite),
        BenchmarkPlan("copy-encoding", draw: CopyEncoding.suite),
        BenchmarkPlan("sqlite-binding", draw: SQLiteBinding.suite),
        BenchmarkPlan("csv-encoding", draw: CSVEncoding.suite),
    ]

    /// The plans whose name holds a text; all for an empty one.
    package static func plans(matching text: String) -> [BenchmarkPlan] {
        plans.filter { text.isEmpty || $0.name.contains(text) }
    }
}
