internal import HarvestCore

/// Our ways from the documents of a corpus to books with bands. The parser stays, so that what it allocates
/// after the first round is what it allocates for ever.
final class BookParsingRun {
    private let documents: [[UInt8]]
    private let memory: CorpusMemory
    private let areArrays: Bool
    private var parser = BookParser(bands: .standard)

    init(_ corpus: BookCorpus, areArrays: Bool) {
        documents = corpus.documents
        memory = CorpusMemory(documents)
        self.areArrays = areArrays
    }

    /// Lent columns with their bands; gives the digest of all books.
    func parseColumns() throws -> UInt64 {
        var digest: UInt64 = 0
        for document in memory.documents {
            if areArrays {
                _ = try parser.withBooks(in: document) { digest &+= Self.digest($0) }
            } else {
                digest &+= try parser.withBook(in: document) { Self.digest($0) }
            }
        }
        return digest
    }

    /// Plain values of their own: a snapshot, its book, the bands; gives the same digest.
    ///
    /// There are no snapshots of arrays, so their books are made of columns.
    func parseValues() throws -> UInt64 {
        var digest: UInt64 = 0
        guard areArrays else {
            for document in documents {
                let snapshot = try parser.snapshot(of: document)
                let milliseconds = snapshot.timestamp.flatMap { Int64($0) } ?? 0
                digest &+= Self.digest(try snapshot.orderBook(), milliseconds: milliseconds)
            }
            return digest
        }
        for document in memory.documents {
            _ = try parser.withBooks(in: document) { digest &+= Self.valueDigest($0) }
        }
        return digest
    }

    /// Everything that both ways read; nothing for a book that was refused.
    func books() throws -> (columns: [ParsedBook?], values: [ParsedBook?]) {
        var (columns, values) = ([ParsedBook?](), [ParsedBook?]())
        for (document, lent) in zip(documents, memory.documents) {
            if areArrays {
                _ = try parser.withBooks(in: lent) {
                    columns.append(ParsedBook($0))
                    values.append(ParsedBook(byValue: $0))
                }
            } else {
                columns.append(try parser.withBook(in: lent) { ParsedBook($0) })
                values.append(ParsedBook(try parser.snapshot(of: document)))
            }
        }
        return (columns, values)
    }

    @inline(__always)
    private static func digest(_ columns: borrowing BookColumns) -> UInt64 {
        ParsedBook.digest(
            bid: Int64(columns.bestBid), ask: Int64(columns.bestAsk),
            milliseconds: Int64(columns.milliseconds), near: Int64(bitPattern: columns.near.bidSize),
            far: Int64(bitPattern: columns.far.askSize))
    }

    private static func valueDigest(_ columns: borrowing BookColumns) -> UInt64 {
        // A book that is none is missing in the digest.
        guard let book = try? columns.orderBook() else { return 0 }
        return digest(book, milliseconds: Int64(columns.milliseconds))
    }

    private static func digest(_ book: OrderBook, milliseconds: Int64) -> UInt64 {
        let bids = book.depths(.bid, within: BookParsing.bands)
        let asks = book.depths(.ask, within: BookParsing.bands)
        return ParsedBook.digest(
            bid: book.bestBid?.price.millionths ?? 0, ask: book.bestAsk?.price.millionths ?? 0,
            milliseconds: milliseconds, near: bids[0]?.size.millionths ?? 0,
            far: asks[2]?.size.millionths ?? 0)
    }
}
