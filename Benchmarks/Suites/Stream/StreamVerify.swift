internal import HarvestCore

/// The stream of changed levels with the venue's hash of every change recomputed.
enum StreamVerify {
    static func suite(itemCount: Int, seed: UInt64) -> BenchmarkSuite {
        // The signatures are made from the whole document of each change, which takes longer than the rounds.
        let messages = max(2, itemCount / 4)
        let corpus = PriceChangeCorpus(tokens: 10, messages: messages, levels: 40, isSigned: true, seed: seed)
        // A contender that cannot be made verifies nothing.
        let run = Locked(try? VerifiedRun(corpus))
        let ways: [(name: String, body: @Sendable () -> UInt64)] = [
            ("parsed, applied, verified in pairs", { count { try run.withLock { try $0?.passInPairs() } } }),
            ("parsed, applied, verified one by one", { count { try run.withLock { try $0?.passAlone() } } }),
        ]
        return BenchmarkSuite(
            name: "stream-verify",
            summary: "a change of a book of 40 + 40 levels, from the message's bytes to its proven hash",
            itemCount: corpus.changeCount, byteCount: corpus.byteCount,
            contenders: ways.map { .init($0.name, isAllocationFree: true, body: $0.body) },
            disagreements: { ways.reduce(0) { $0 + corpus.changeCount - Int($1.body()) } })
    }

    private static func count(_ body: () throws -> UInt64?) -> UInt64 {
        // What was refused is not verified, which shows as disagreement.
        (try? body()) ?? 0
    }
}
