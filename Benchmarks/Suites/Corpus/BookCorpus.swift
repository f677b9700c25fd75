/// Order books as the venue sends them, made from a seed: what the suites parse and the program writes down.
///
/// Synthetic, after the documented form of the wire; sizes, ticks and tokens are drawn as recorded books have
/// them. One seed gives the same bytes everywhere.
package struct BookCorpus: Sendable {
    /// The documents, without line ends.
    package let documents: [[UInt8]]
    /// Levels of all books together.
    package let levelCount: Int
    /// Books in all documents together.
    package let bookCount: Int

    /// Bytes of all documents together.
    package var byteCount: Int { documents.reduce(0) { $0 + $1.count } }

    /// What a corpus is made of.
    package enum Kind: String, Sendable, CaseIterable {
        /// 10 + 10 levels.
        case small
        /// 60 + 60 levels.
        case typical
        /// 400 + 400 levels.
        case deep
        /// 20 to 200 levels a side, small ones as frequent as large ones.
        case mixed
        /// Arrays of 100 books of 60 + 60 levels; the last array has what remains.
        case batch
        /// Valid, but not as the venue writes: see `OddBook`.
        case odd
    }

    /// Makes a corpus of so many books.
    package init(_ kind: Kind, books count: Int, seed: UInt64) {
        var dice = CorpusDice(seed: seed, part: kind.rawValue)
        let books = (0..<max(1, count)).map { _ in Self.book(kind, from: &dice) }
        bookCount = books.count
        levelCount = books.reduce(0) { $0 + $1.bids.count + $1.asks.count }
        switch kind {
        case .batch:
            documents = stride(from: 0, to: books.count, by: 100).map { start in
                let texts = books[start..<min(start + 100, books.count)].map(\.text)
                return Array("[\(texts.joined(separator: ","))]".utf8)
            }
        case .odd:
            documents = books.enumerated().map { Array(OddBook($1, oddity: $0, from: &dice).text.utf8) }
        default: documents = books.map { Array($0.text.utf8) }
        }
    }

    private static func book(_ kind: Kind, from dice: inout CorpusDice) -> CorpusBook {
        switch kind {
        case .small: return CorpusBook(bids: 10, asks: 10, from: &dice)
        case .typical, .batch: return CorpusBook(bids: 60, asks: 60, from: &dice)
        case .deep: return CorpusBook(bids: 400, asks: 400, from: &dice)
        case .mixed:
            let bids = mixedCount(from: &dice)
            return CorpusBook(bids: bids, asks: mixedCount(from: &dice), from: &dice)
        case .odd:
            var book = CorpusBook(bids: 1 + dice.below(24), asks: 1 + dice.below(24), from: &dice)
            if dice.happens(5) { book.bids = [] }
            if dice.happens(5) { book.asks = [] }
            return book
        }
    }

    /// 20, 40, 80 or 160 and up to a quarter more: even on a logarithmic scale, near enough.
    private static func mixedCount(from dice: inout CorpusDice) -> Int {
        let base = 20 << dice.below(4)
        return base + dice.below(base / 4 + 1)
    }
}
