internal import HarvestCore

/// Sorted arrays over a stream, by slot: bare columns and `OrderBook`.
final class SortedContender {
    private let stream: BookStream
    private var columns: [SortedColumns]
    private var books: [OrderBook]

    /// Loads the snapshots.
    init(_ stream: BookStream) throws {
        self.stream = stream
        columns = (0..<stream.bookCount).flatMap {
            [SortedColumns(.bid, stream.bids[$0]), SortedColumns(.ask, stream.asks[$0])]
        }
        books = try (0..<stream.bookCount).map { try stream.book($0) }
    }

    /// Applies all changes to bare columns; gives a digest of all best prices.
    func applyToColumns() -> UInt64 {
        var digest: UInt64 = 0
        for change in stream.changes {
            let place = change.slot * 2 + (change.side == .bid ? 0 : 1)
            columns[place].set(change.price, change.size)
            digest &+= UInt64(columns[place].best)
        }
        return digest
    }

    /// Applies all changes to values of `OrderBook`; gives the same digest.
    func applyToBooks() throws -> UInt64 {
        var digest: UInt64 = 0
        for change in stream.changes {
            try books[change.slot].apply(
                change.side, price: Price(millionths: Int64(change.price)),
                size: Size(millionths: Int64(change.size)))
            let book = books[change.slot]
            let best = change.side == .bid ? book.bestBid : book.bestAsk
            digest &+= UInt64(best?.price.millionths ?? 0)
        }
        return digest
    }

    /// Whether both hold these levels.
    func agrees(with book: OrderBook, _ slot: Int) -> Bool {
        book == books[slot] && book.bids == columns[slot * 2].levels
            && book.asks == columns[slot * 2 + 1].levels
    }
}
