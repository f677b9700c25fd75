internal import HarvestCore

/// What rests within 1, 2 and 5 % of each side's best price, from books that were read before.
enum DepthBandCost {
    private struct Way: Sendable {
        let name: String
        let isAllocationFree: Bool
        let run: @Sendable (DepthBandRun, DepthBandRun.Tell) throws -> Void

        init(
            _ name: String, isAllocationFree: Bool = false,
            run: @escaping @Sendable (DepthBandRun, DepthBandRun.Tell) throws -> Void
        ) {
            self.name = name
            self.isAllocationFree = isAllocationFree
            self.run = run
        }
    }

    private static let ways = [
        Way("LiveBooks.depths, one walk of the ladder", isAllocationFree: true) { try $0.walkLadders($1) },
        Way("OrderBook.depths, one walk of the array") { try $0.walkBooks($1) },
        Way("BookColumns, with all of the parsing", isAllocationFree: true) { try $0.parse($1) },
        Way("integers, a whole pass a band", isAllocationFree: true) { try $0.passEachBand($1) },
        Way("[struct] of Double, filter and reduce") { try $0.filterDoubles($1) },
    ]

    static func suite(itemCount: Int, seed: UInt64) -> BenchmarkSuite {
        let bookCount = max(2, itemCount / 20)
        let corpus = BookCorpus(.typical, books: bookCount, seed: seed)
        // A contender that cannot be made knows no depth.
        let run = Locked(try? DepthBandRun(corpus))
        return BenchmarkSuite(
            name: "depth-bands", summary: "three bands of both sides of a book of 60 + 60 levels",
            itemCount: bookCount,
            contenders: ways.map { way in
                .init(way.name, isAllocationFree: way.isAllocationFree) { digest(way, run) }
            },
            disagreements: {
                let found = ways.map { figures($0, run) }
                return (0..<bookCount).count { book in
                    !found.allSatisfy { agrees($0, with: found[0], book) }
                }
            })
    }

    private static func digest(_ way: Way, _ run: Locked<DepthBandRun?>) -> UInt64 {
        var digest: UInt64 = 0
        run.withLock { run in
            guard let run else { return }
            // What fails is missing in the digest.
            try? way.run(run) { size, notional in digest &+= UInt64(bitPattern: size &+ notional &>> 20) }
        }
        return digest
    }

    private static func figures(_ way: Way, _ run: Locked<DepthBandRun?>) -> [Int64] {
        var figures: [Int64] = []
        run.withLock { run in
            guard let run else { return }
            // What fails is missing in the figures.
            try? way.run(run) { figures += [$0, $1] }
        }
        return figures
    }

    /// Whether twelve figures of a book are the same; notionals of doubles may be off by their last digit.
    private static func agrees(_ figures: [Int64], with first: [Int64], _ book: Int) -> Bool {
        guard figures.count == first.count, first.count >= (book + 1) * 12 else { return false }
        return (book * 12..<(book + 1) * 12).allSatisfy {
            abs(figures[$0] - first[$0]) <= ($0.isMultiple(of: 2) ? 0 : 1)
        }
    }
}
