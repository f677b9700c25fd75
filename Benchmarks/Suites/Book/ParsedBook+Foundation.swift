internal import HarvestCore

extension ParsedBook {
    /// Turns texts into exact numbers, sorts both sides and adds up their bands; nothing where a text is no
    /// decimal.
    init?(_ book: FoundationBook) {
        guard var bids = Self.levels(book.bids), var asks = Self.levels(book.asks) else { return nil }
        bids.sort { $0.price > $1.price }
        asks.sort { $0.price < $1.price }
        (self.bids, self.asks) = (bids, asks)
        facts = Facts(
            market: book.market, token: book.token, hash: book.hash,
            milliseconds: Int64(book.timestamp) ?? 0,
            minimumOrderSize: book.minimumOrderSize.flatMap(FoundationBook.millionths) ?? 0,
            tickSize: book.tickSize.flatMap(FoundationBook.millionths) ?? 0,
            lastTradePrice: book.lastTradePrice.flatMap(FoundationBook.millionths) ?? 0,
            isNegRisk: book.isNegRisk ?? false)
        bands = Self.bands(bids, .bid) + Self.bands(asks, .ask)
    }

    private static func levels(_ texts: [FoundationBook.Level]) -> [Level]? {
        var levels: [Level] = []
        levels.reserveCapacity(texts.count)
        for text in texts {
            guard let price = FoundationBook.millionths(text.price),
                let size = FoundationBook.millionths(text.size)
            else { return nil }
            levels.append(Level(price: Price(millionths: price), size: Size(millionths: size)))
        }
        return levels
    }

    private static func bands(_ levels: [Level], _ side: Side) -> [Band] {
        let best = levels.first?.price.millionths ?? 0
        return [100, 200, 500].map { (distance: Int64) in
            var (size, notional) = (Int64(0), Int128(0))
            for level in levels {
                let price = level.price.millionths
                let isWithin =
                    side == .bid
                    ? price * 10_000 >= best * (10_000 - distance)
                    : price * 10_000 <= best * (10_000 + distance)
                guard isWithin else { break }
                size += level.size.millionths
                notional += Int128(price) * Int128(level.size.millionths)
            }
            return Band(size: size, notional: Int64((notional + 500_000) / 1_000_000))
        }
    }
}
