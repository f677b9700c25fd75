internal import HarvestCore

/// A stream followed by ours: each message parsed and applied to its books, both best prices looked at.
final class StreamRun {
    private let messages: CorpusMemory
    private var parser = StreamParser()
    private var books: LiveBooks
    /// Changes after which the best prices were not those that the first pass's messages named.
    private(set) var mismatchCount = 0

    /// Loads the books and follows the stream once: every later pass begins and ends with the same books.
    init(_ corpus: PriceChangeCorpus) throws {
        messages = CorpusMemory(corpus.messages)
        books = LiveBooks(capacity: corpus.books.count)
        var reader = BookParser()
        try Self.load(corpus.books, by: &reader, into: &books)
        for message in messages.documents {
            mismatchCount += try parser.withPriceChanges(in: message) { Self.follow($0, &books) }
        }
    }

    /// Follows the stream; gives the digest of times and best prices.
    func pass() throws -> UInt64 {
        var digest: UInt64 = 0
        for message in messages.documents {
            digest &+= try parser.withPriceChanges(in: message) { Self.apply($0, to: &books) }
        }
        return digest
    }

    /// The book of a token; `nil` when there is none.
    func book(_ token: String) -> OrderBook? {
        var token = token
        return token.withUTF8 { books.slot(of: UnsafeRawBufferPointer($0)) }.map { books.orderBook(of: $0) }
    }

    /// Takes snapshots.
    static func load(
        _ documents: [[UInt8]], by parser: inout BookParser, into books: inout LiveBooks
    ) throws {
        for document in documents {
            let refusal = try parser.withBook(in: document.span.bytes) { load($0, into: &books) }
            if let refusal { throw refusal }
        }
    }

    @inline(never)
    private static func load(
        _ book: borrowing BookColumns, into books: inout LiveBooks
    ) -> LiveBooksError? {
        do throws(LiveBooksError) {
            try books.load(
                token: book.token, tick: book.tickSize, bidPrices: book.bidPrices, bidSizes: book.bidSizes,
                askPrices: book.askPrices, askSizes: book.askSizes)
            return nil
        } catch {
            return error
        }
    }

    @inline(__always)
    private static func apply(_ changes: borrowing PriceChanges, to books: inout LiveBooks) -> UInt64 {
        var digest = changes.milliseconds
        do throws(LiveBooksError) {
            try books.apply(changes) { _, _, bestBid, bestAsk in digest &+= UInt64(bestBid &+ bestAsk) }
            return digest
        } catch {
            return 1
        }
    }

    /// Changes that do not lead to the best prices the message names.
    private static func follow(_ changes: borrowing PriceChanges, _ books: inout LiveBooks) -> Int {
        var unproven = changes.count
        do throws(LiveBooksError) {
            try books.apply(changes) { place, _, bestBid, bestAsk in
                let change = changes.changes[place]
                unproven -= bestBid == change.bestBid && bestAsk == change.bestAsk ? 1 : 0
            }
            return unproven
        } catch {
            return changes.count
        }
    }
}
