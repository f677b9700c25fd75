internal import HarvestCore

/// A change to a followed book and the check of its hash: kept as a document or written anew.
enum BookHashing {
    static func suite(itemCount: Int, seed: UInt64) -> BenchmarkSuite {
        let run = BookChangeRun(changeCount: itemCount, seed: seed)
        return BenchmarkSuite(
            name: "book-hash",
            summary: "a new time, a changed level and the check of the hash on a book of 40 + 40 levels",
            itemCount: itemCount,
            contenders: contenders(run),
            disagreements: {
                let counts = [run.verified(by: .best), run.verifiedInPairs(by: .best), run.verifiedAnew()]
                return counts.reduce(0) { $0 + itemCount - $1 }
            })
    }

    private static func contenders(_ run: BookChangeRun) -> [BenchmarkSuite.Contender] {
        let paths = SHA1Path.allCases.filter(\.isAvailable).reversed()
        return paths.map { path in
            .init("HashedBook, \(path) SHA-1") { UInt64(run.verified(by: path)) }
        }
            + paths.map { path in
                .init("HashedBook, pairs, \(path) SHA-1") { UInt64(run.verifiedInPairs(by: path)) }
            } + [.init("BookHash, written anew") { UInt64(run.verifiedAnew()) }]
    }
}
