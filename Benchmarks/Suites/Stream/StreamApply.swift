internal import HarvestCore

/// The stream of changed levels, from bytes to maintained books with the best prices after each change.
enum StreamApply {
    /// The suite over so many tokens; over fewer when there are few items, so that each gets changes.
    static func suite(tokenCount: Int, itemCount: Int, seed: UInt64) -> BenchmarkSuite {
        let used = max(2, min(tokenCount, itemCount / 4 / 2 * 2))
        let corpus = PriceChangeCorpus(tokens: used, messages: max(1, itemCount / 2), seed: seed)
        // A contender that cannot be made counts as one that disagrees about everything.
        let ours = Locked(try? StreamRun(corpus))
        // The same.
        let theirs = Locked(try? DictionaryRun(corpus))
        return BenchmarkSuite(
            name: "stream-\(tokenCount)",
            summary: "a change of one of \(tokenCount) books, from the message's bytes to the best prices",
            itemCount: corpus.changeCount, byteCount: corpus.byteCount,
            contenders: [
                .init("StreamParser and LiveBooks", isAllocationFree: true) {
                    digest { try ours.withLock { try $0?.pass() } }
                },
                .init("Foundation JSONDecoder and dictionaries") {
                    digest { try theirs.withLock { try $0?.pass() } }
                },
            ],
            disagreements: {
                ours.withLock { ours in
                    theirs.withLock { theirs in
                        guard let ours, let theirs else { return corpus.changeCount }
                        return ours.mismatchCount + theirs.disagreements(with: ours)
                    }
                }
            })
    }

    private static func digest(_ body: () throws -> UInt64?) -> UInt64 {
        // What was refused shows as disagreement.
        (try? body()) ?? 1
    }
}
