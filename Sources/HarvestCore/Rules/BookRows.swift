/// The rows of one picture of one book: top, depth and levels all come from the same bytes.
public struct BookRows: Sendable {
    private let book: OrderBook
    private let tokenID: TokenID
    private let marketID: MarketID
    private let lastTradePrice: Price?
    private let sourceTime: Timestamp?
    private let capturedAt: Timestamp

    /// Takes a book and where it belongs.
    public init(
        book: OrderBook, tokenID: TokenID, marketID: MarketID, lastTradePrice: Price?, sourceTime: Timestamp?,
        capturedAt: Timestamp
    ) {
        self.book = book
        self.tokenID = tokenID
        self.marketID = marketID
        self.lastTradePrice = lastTradePrice
        self.sourceTime = sourceTime
        self.capturedAt = capturedAt
    }

    /// The top of book.
    public var top: QuoteTop {
        QuoteTop(
            tokenID: tokenID, marketID: marketID, bestBid: book.bestBid?.price, bestAsk: book.bestAsk?.price,
            mid: book.mid, spread: book.spread, lastTradePrice: lastTradePrice, sourceTime: sourceTime,
            capturedAt: capturedAt)
    }

    /// Depth within 1, 2 and 5 % of the best prices.
    public var depth: QuoteDepth {
        let bids = sizes(.bid)
        let asks = sizes(.ask)
        return QuoteDepth(
            tokenID: tokenID, marketID: marketID, bidDepth1: bids[0], bidDepth2: bids[1], bidDepth5: bids[2],
            askDepth1: asks[0], askDepth2: asks[1], askDepth5: asks[2],
            imbalance: OrderBook.imbalance(bid: bids[2], ask: asks[2]), sourceTime: sourceTime,
            capturedAt: capturedAt)
    }

    /// All levels, bids first, each side from its best price.
    public var levels: [OrderBookLevel] {
        Side.allCases.flatMap { side in
            book.levels(side).enumerated().map { index, level in
                OrderBookLevel(
                    tokenID: tokenID, marketID: marketID, side: side, price: level.price, size: level.size,
                    levelIndex: index, sourceTime: sourceTime, capturedAt: capturedAt)
            }
        }
    }

    private static let bands = [1, 2, 5].map { DepthBand(percent: $0) }

    private func sizes(_ side: Side) -> [Size] {
        // Measured from the best price a band exists on every book, an empty side included.
        book.depths(side, within: Self.bands).map { $0?.size ?? .zero }
    }
}
