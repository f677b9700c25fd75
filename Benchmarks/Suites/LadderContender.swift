internal import HarvestCore

/// `LiveBooks` over a stream, by token id or by slot.
final class LadderContender {
    private let stream: BookStream
    private var books: LiveBooks

    /// Loads the snapshots.
    init(_ stream: BookStream) throws {
        self.stream = stream
        books = LiveBooks(capacity: stream.bookCount)
        for slot in 0..<stream.bookCount { try load(slot) }
    }

    /// Applies all changes, each after looking its token up; gives a digest of all best prices.
    func applyByToken() throws -> UInt64 {
        try stream.tokens.withUnsafeBytes { tokens in
            var digest: UInt64 = 0
            for change in stream.changes {
                let start = change.slot * BookStream.tokenLength
                let token = UnsafeRawBufferPointer(rebasing: tokens[start..<start + BookStream.tokenLength])
                try books.apply(token: token, side: change.side, price: change.price, size: change.size)
                digest &+= best(change)
            }
            return digest
        }
    }

    /// Applies all changes where they belong; gives the same digest.
    func applyBySlot() throws -> UInt64 {
        var digest: UInt64 = 0
        for change in stream.changes {
            try books.apply(slot: change.slot, side: change.side, price: change.price, size: change.size)
            digest &+= best(change)
        }
        return digest
    }

    /// A book as a value.
    func book(_ slot: Int) -> OrderBook { books.orderBook(of: slot) }

    private func best(_ change: BookStream.Change) -> UInt64 {
        UInt64(change.side == .bid ? books.bestBid(of: change.slot) : books.bestAsk(of: change.slot))
    }

    private func load(_ slot: Int) throws {
        let start = slot * BookStream.tokenLength
        let token = Array(stream.tokens[start..<start + BookStream.tokenLength])
        let (bidPrices, bidSizes) = (stream.bids[slot].map(\.price), stream.bids[slot].map(\.size))
        let (askPrices, askSizes) = (stream.asks[slot].map(\.price), stream.asks[slot].map(\.size))
        try token.withUnsafeBytes { token in
            try bidPrices.withUnsafeBufferPointer { bidPrices in
                try bidSizes.withUnsafeBufferPointer { bidSizes in
                    try askPrices.withUnsafeBufferPointer { askPrices in
                        try askSizes.withUnsafeBufferPointer { askSizes in
                            _ = try books.load(
                                token: token, tick: BookStream.tick, bidPrices: bidPrices,
                                bidSizes: bidSizes, askPrices: askPrices, askSizes: askSizes)
                        }
                    }
                }
            }
        }
    }
}
