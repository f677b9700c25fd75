internal import HarvestCore

/// Applying the stream's changes to many books, and the best price after each: ladders against sorted arrays.
enum BookMaintenance {
    /// The suite over a number of books; over fewer when there are few items, so that each gets changes.
    static func suite(bookCount: Int, itemCount: Int, seed: UInt64) -> BenchmarkSuite {
        let used = max(1, min(bookCount, itemCount / 4))
        let stream = BookStream(bookCount: used, changeCount: itemCount, seed: seed)
        // A contender that cannot be made counts as one that disagrees about everything.
        let ladders = Locked(try? LadderContender(stream))
        // The same.
        let arrays = Locked(try? SortedContender(stream))
        let ways = ways(ladders, arrays)
        // After one round, every later one begins and ends with the same books.
        for way in ways { _ = way.body() }
        let contenders = ways.map { way in
            BenchmarkSuite.Contender(way.name, isAllocationFree: true) { way.body() }
        }
        return BenchmarkSuite(
            name: "book-maintenance-\(bookCount)",
            summary: "a change of one of \(bookCount) books of 60+60 levels, and the best price after it",
            itemCount: itemCount, contenders: contenders,
            disagreements: { (0..<used).count { !agree(ladders, arrays, $0) } })
    }

    private static func ways(
        _ ladders: Locked<LadderContender?>, _ arrays: Locked<SortedContender?>
    ) -> [(name: String, body: @Sendable () -> UInt64)] {
        [
            ("LiveBooks, by token id", { digest { try ladders.withLock { try $0?.applyByToken() } } }),
            ("LiveBooks, by slot", { digest { try ladders.withLock { try $0?.applyBySlot() } } }),
            ("sorted columns, by slot", { digest { arrays.withLock { $0?.applyToColumns() } } }),
            ("OrderBook, by slot", { digest { try arrays.withLock { try $0?.applyToBooks() } } }),
        ]
    }

    private static func digest(_ body: () throws -> UInt64?) -> UInt64 {
        do { return try body() ?? 0 } catch { return 1 }
    }

    private static func agree(
        _ ladders: Locked<LadderContender?>, _ arrays: Locked<SortedContender?>, _ slot: Int
    ) -> Bool {
        guard let book = ladders.withLock({ $0?.book(slot) }) else { return false }
        return arrays.withLock { $0?.agrees(with: book, slot) } ?? false
    }
}
