internal import HarvestCore

/// A stream that is parsed, applied to ladders, spliced into the books' documents and verified by the venue's
/// hash of every change.
///
/// The hashes prove one course of events only, so each pass begins by taking the snapshots anew; that is one
/// book for hundreds of changes.
final class VerifiedRun {
    private let documents: [[UInt8]]
    private let messages: CorpusMemory
    private let snapshots: [BookSnapshot]
    private var reader = BookParser()
    private var parser = StreamParser()
    private var ladders: LiveBooks
    /// The documents, by slot of the ladders.
    private let books: UnsafeMutableBufferPointer<HashedBook>

    init(_ corpus: PriceChangeCorpus) throws {
        (documents, messages) = (corpus.books, CorpusMemory(corpus.messages))
        var reader = BookParser()
        snapshots = try documents.map { try reader.snapshot(of: $0) }
        ladders = LiveBooks(capacity: documents.count)
        books = .allocate(capacity: documents.count)
        for place in books.indices { books.initializeElement(at: place, to: HashedBook()) }
        try StreamRun.load(documents, by: &reader, into: &ladders)
    }

    deinit {
        books.deinitialize()
        books.deallocate()
    }

    /// Changes whose hash holds, each book by itself.
    func passAlone() throws -> UInt64 {
        try reload()
        var proven: UInt64 = 0
        for message in messages.documents {
            proven &+= try parser.withPriceChanges(in: message) { Self.proveAlone($0, &ladders, books) }
        }
        return proven
    }

    /// Changes whose hash holds, both books of a market together; a message of this stream changes two.
    func passInPairs() throws -> UInt64 {
        try reload()
        var proven: UInt64 = 0
        for message in messages.documents {
            proven &+= try parser.withPriceChanges(in: message) { Self.proveInPairs($0, &ladders, books) }
        }
        return proven
    }

    private func reload() throws {
        try StreamRun.load(documents, by: &reader, into: &ladders)
        for place in books.indices { _ = books[place].load(snapshots[place]) }
    }

    @inline(never)
    private static func proveAlone(
        _ message: borrowing PriceChanges, _ ladders: inout LiveBooks,
        _ books: UnsafeMutableBufferPointer<HashedBook>
    ) -> UInt64 {
        var proven: UInt64 = 0
        do throws(LiveBooksError) {
            try ladders.apply(message) { place, slot, _, _ in
                let change = message.changes[place]
                splice(change, at: message.milliseconds, into: &books[slot])
                proven &+= books[slot].matches(change.hash) ? 1 : 0
            }
            return proven
        } catch {
            return 0
        }
    }

    @inline(never)
    private static func proveInPairs(
        _ message: borrowing PriceChanges, _ ladders: inout LiveBooks,
        _ books: UnsafeMutableBufferPointer<HashedBook>
    ) -> UInt64 {
        var (first, second) = (0, 0)
        do throws(LiveBooksError) {
            try ladders.apply(message) { place, slot, _, _ in
                splice(message.changes[place], at: message.milliseconds, into: &books[slot])
                if place == 0 { first = slot } else { second = slot }
            }
        } catch {
            return 0
        }
        let matches = HashedBook.match(
            &books[first], message.changes[0].hash, &books[second], message.changes[1].hash)
        return (matches.first ? 1 : 0) &+ (matches.second ? 1 : 0)
    }

    @inline(__always)
    private static func splice(
        _ change: PriceChange, at milliseconds: UInt64, into book: inout HashedBook
    ) {
        book.setTimestamp(milliseconds: milliseconds)
        book.apply(
            change.side, price: change.price, priceText: change.priceText, sizeText: change.sizeText,
            isRemoval: change.size == 0)
    }
}
