import HarvestCore
import Testing

/// The top takes whatever its columns can hold.
struct BookTopTests {
    static let prices: [UInt32] = [0, 1, 500_000, 1_000_000, 1 << 31, .max - 1, .max]
    static let sizes: [UInt64] = [0, 1, 1 << 43, 1 << 63, .max]

    @Test(arguments: prices, prices)
    func noTopTraps(bid: UInt32, ask: UInt32) throws {
        for bidSize in Self.sizes {
            for askSize in Self.sizes {
                let top = BookTop(bidPrice: bid, bidSize: bidSize, askPrice: ask, askSize: askSize)
                let isTwoSided = bid != 0 && ask != 0
                #expect(top.isTwoSided == isTwoSided && top.isCrossed == (isTwoSided && bid >= ask))
                #expect(top.doubledMid == (isTwoSided ? UInt64(bid) + UInt64(ask) : nil))
                #expect(top.spread == (isTwoSided ? Int64(ask) - Int64(bid) : nil))
                #expect((top.imbalance == nil) == (bidSize == 0 && askSize == 0))
                let microprice = top.microprice
                #expect((microprice == nil) == (!isTwoSided || bidSize == 0 && askSize == 0))
                if let microprice { #expect((min(bid, ask)...max(bid, ask)).contains(microprice)) }
            }
        }
    }
}
