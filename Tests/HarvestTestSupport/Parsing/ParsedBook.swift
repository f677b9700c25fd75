public import HarvestCore

/// A parsed book as plain values, so that what several readers made of the same bytes can be compared.
public struct ParsedBook: Hashable, Sendable {
    /// The levels of a side in wire order, in millionths.
    public struct Level: Hashable, Sendable {
        public var price: UInt32
        public var size: UInt64

        public init(price: UInt32, size: UInt64) {
            self.price = price
            self.size = size
        }
    }

    /// Bids, the best last.
    public var bids: [Level] = []
    /// Asks, the best last.
    public var asks: [Level] = []
    /// Texts between their quotes, escapes as they came.
    public var market: String = ""
    public var token: String = ""
    public var hash: String = ""
    public var milliseconds: UInt64 = 0
    public var minimumOrderSize: UInt64 = 0
    public var tickSize: UInt32 = 0
    public var lastTradePrice: UInt32 = 0
    public var isNegRisk = false
    public var bestBid: UInt32 = 0
    public var bestAsk: UInt32 = 0
    /// Totals of the near, the middle and the far band.
    public var totals: [BandTotals] = []

    init() {}

    /// Copies the columns a parser lends.
    public init(_ columns: borrowing BookColumns) {
        bids = zip(columns.bidPrices, columns.bidSizes).map { Level(price: $0, size: $1) }
        asks = zip(columns.askPrices, columns.askSizes).map { Level(price: $0, size: $1) }
        market = String(decoding: columns.market, as: UTF8.self)
        token = String(decoding: columns.token, as: UTF8.self)
        hash = String(decoding: columns.hash, as: UTF8.self)
        milliseconds = columns.milliseconds
        minimumOrderSize = columns.minimumOrderSize
        tickSize = columns.tickSize
        lastTradePrice = columns.lastTradePrice
        isNegRisk = columns.isNegRisk
        bestBid = columns.bestBid
        bestAsk = columns.bestAsk
        totals = [columns.near, columns.middle, columns.far]
    }
}
