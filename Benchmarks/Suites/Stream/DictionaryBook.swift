internal import HarvestCore

/// A book as two dictionaries from price to size in millionths, with the best prices kept beside them: what
/// one writes first.
struct DictionaryBook {
    private var bids: [Int64: Int64]
    private var asks: [Int64: Int64]
    private(set) var bestBid: Int64
    private(set) var bestAsk: Int64

    /// Takes a snapshot.
    init(_ book: ParsedBook) {
        bids = Self.levels(book.bids)
        asks = Self.levels(book.asks)
        bestBid = book.bids.first?.price.millionths ?? 0
        bestAsk = book.asks.first?.price.millionths ?? 0
    }

    /// Sets the size at a price; zero removes the level. Only the loss of a best price costs a search.
    mutating func set(_ side: Side, _ price: Int64, _ size: Int64) {
        switch side {
        case .bid:
            bids[price] = size == 0 ? nil : size
            if size != 0 { bestBid = max(bestBid, price) }
            if size == 0, price == bestBid { bestBid = bids.keys.max() ?? 0 }
        case .ask:
            asks[price] = size == 0 ? nil : size
            if size != 0 { bestAsk = bestAsk == 0 ? price : min(bestAsk, price) }
            if size == 0, price == bestAsk { bestAsk = asks.keys.min() ?? 0 }
        }
    }

    /// Whether these are the levels of another book.
    func holds(_ book: OrderBook) -> Bool { bids == Self.levels(book.bids) && asks == Self.levels(book.asks) }

    private static func levels(_ levels: [Level]) -> [Int64: Int64] {
        Dictionary(uniqueKeysWithValues: levels.map { ($0.price.millionths, $0.size.millionths) })
    }
}
