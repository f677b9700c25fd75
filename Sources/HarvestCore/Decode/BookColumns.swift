/// One parsed book as columns, valid only inside the closure to which a parser lends it.
///
/// Integers throughout: prices and sizes in millionths, in wire order, so the best price is the **last** of
/// its column. Texts are slices of the parsed bytes, without quotes and with their escapes. Nothing is copied
/// out.
public struct BookColumns: ~Copyable {
    /// Condition of the market.
    public internal(set) var market = UnsafeRawBufferPointer(start: nil, count: 0)
    /// Token, the key of the book; the payload calls it `asset_id`.
    public internal(set) var token = UnsafeRawBufferPointer(start: nil, count: 0)
    /// The venue's hash in lower-case hexadecimal; empty when there was none.
    public internal(set) var hash = UnsafeRawBufferPointer(start: nil, count: 0)
    /// The bytes of the whole document.
    public internal(set) var document = UnsafeRawBufferPointer(start: nil, count: 0)
    /// Time of the last change in milliseconds since 1970; zero when there was none.
    public internal(set) var milliseconds: UInt64 = 0
    /// Smallest order in millionths of a share; zero when there was none.
    public internal(set) var minimumOrderSize: UInt64 = 0
    /// Smallest price step in millionths; zero when there was none.
    public internal(set) var tickSize: UInt32 = 0
    /// The market's last trade in millionths, this token's price or one minus it; zero when there was none.
    public internal(set) var lastTradePrice: UInt32 = 0
    /// Whether at most one market of the event resolves to Yes; `false` when it was not said.
    public internal(set) var isNegRisk = false
    /// Whether the bytes are the venue's compact rendering with all keys in their usual order, so that the
    /// document without its hash is what the venue hashed.
    public internal(set) var isCompact = false
    /// Best bid in millionths; zero when there are no bids.
    public internal(set) var bestBid: UInt32 = 0
    /// Best ask in millionths; zero when there are no asks.
    public internal(set) var bestAsk: UInt32 = 0
    /// Totals of the nearest band; zero when measured from the mid and a side is empty.
    public internal(set) var near = BandTotals()
    /// Totals of the middle band.
    public internal(set) var middle = BandTotals()
    /// Totals of the farthest band.
    public internal(set) var far = BandTotals()

    var bids: SideColumns
    var asks: SideColumns
    var sums: BandSums

    init(capacity: Int) {
        bids = SideColumns(capacity: capacity)
        asks = SideColumns(capacity: capacity)
        sums = BandSums(capacity: capacity)
    }

    deinit {
        bids.free()
        asks.free()
        sums.free()
    }

    /// How many levels bid.
    public var bidCount: Int { bids.count }

    /// How many levels offer.
    public var askCount: Int { asks.count }

    /// Prices bid in millionths, ascending: the best is last.
    public var bidPrices: UnsafeBufferPointer<UInt32> { .init(start: bids.prices, count: bids.count) }

    /// Shares bid for at each price, in millionths.
    public var bidSizes: UnsafeBufferPointer<UInt64> { .init(start: bids.sizes, count: bids.count) }

    /// Prices offered in millionths, descending: the best is last.
    public var askPrices: UnsafeBufferPointer<UInt32> { .init(start: asks.prices, count: asks.count) }

    /// Shares offered at each price, in millionths.
    public var askSizes: UnsafeBufferPointer<UInt64> { .init(start: asks.sizes, count: asks.count) }

    /// Best bid plus best ask in millionths, twice the mid without its rounding; zero when a side is empty.
    public var doubledMid: UInt32 { bestBid == 0 || bestAsk == 0 ? 0 : bestBid &+ bestAsk }

    /// Best ask minus best bid in millionths, negative in a crossed book; zero when a side is empty.
    public var spread: Int32 {
        bestBid == 0 || bestAsk == 0 ? 0 : Int32(bitPattern: bestAsk) &- Int32(bitPattern: bestBid)
    }

    /// Whether the best bid reaches the best ask.
    public var isCrossed: Bool { bestBid != 0 && bestAsk != 0 && bestBid >= bestAsk }

    /// The book as plain values, best prices first; refuses prices that stand twice.
    public func orderBook() throws(BookError) -> OrderBook {
        try OrderBook(bids: Self.levels(bids), asks: Self.levels(asks))
    }

    private static func levels(_ side: SideColumns) -> [Level] {
        (0..<side.count).map { place in
            Level(
                price: Price(millionths: Int64(side.prices[place])),
                size: Size(millionths: Int64(clamping: side.sizes[place])))
        }
    }
}
