internal import HarvestCore

/// Digests of a parsed book by the peers' formulas, in which prices are ten-thousandths.
enum PeerDigest {
    /// Everything that the job yields goes in.
    static func full(_ book: borrowing BookColumns) -> UInt64 {
        var digest = book.milliseconds &* 3 &+ UInt64(book.doubledMid / 100) &* 5
        digest &+= UInt64(bitPattern: Int64(book.spread / 100)) &* 7
        digest &+= UInt64(book.bidCount) &* 11 &+ UInt64(book.askCount) &* 13
        digest &+= levels(book.bidPrices, book.bidSizes) &* 17 &+ levels(book.askPrices, book.askSizes) &* 19
        digest &+= band(book.near) &+ 2 &* band(book.middle) &+ 3 &* band(book.far)
        digest &+=
            word(book.hash, from: 0) &* 41 &+ word(book.token, from: max(0, book.token.count - 8)) &* 43
        digest &+= UInt64(book.tickSize / 100) &* 47 &+ book.minimumOrderSize &* 53
        return digest &+ (book.isNegRisk ? 59 : 0) &+ UInt64(book.lastTradePrice / 100) &* 61
    }

    /// A little of everything, so that nothing is optimised away: all three imbalances, because the peers
    /// compute them.
    @inline(__always)
    static func light(_ book: borrowing BookColumns) -> UInt64 {
        let imbalance =
            (book.near.imbalance ?? 0) + (book.middle.imbalance ?? 0) + (book.far.imbalance ?? 0)
        return UInt64(book.doubledMid) &+ book.milliseconds &+ book.near.bidSize
            &+ UInt64(truncatingIfNeeded: book.middle.askNotional)
            &+ UInt64(truncatingIfNeeded: book.far.bidNotional)
            &+ UInt64(bitPattern: Int64(imbalance * 1_000))
    }

    private static func levels(
        _ prices: UnsafeBufferPointer<UInt32>, _ sizes: UnsafeBufferPointer<UInt64>
    ) -> UInt64 {
        prices.indices.reduce(into: 0) { sum, index in
            sum &+= UInt64(index + 1) &* UInt64(prices[index] / 100) &* sizes[index]
        }
    }

    private static func band(_ totals: BandTotals) -> UInt64 {
        totals.bidSize &* 23
            &+ UInt64(truncatingIfNeeded: totals.bidNotional / 100) &* 29
            &+ totals.askSize &* 31
            &+ UInt64(truncatingIfNeeded: totals.askNotional / 100) &* 37
    }

    /// Up to eight bytes, the first one least.
    private static func word(_ bytes: UnsafeRawBufferPointer, from start: Int) -> UInt64 {
        bytes.dropFirst(start).prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
