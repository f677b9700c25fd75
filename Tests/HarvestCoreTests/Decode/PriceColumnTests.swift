import HarvestTestSupport
import Testing

@testable import HarvestCore

/// The pass over raw price digits against a loop over numbers.
struct PriceColumnTests {
    /// A price in ten-thousandths as the four digits the kernel writes.
    private static func raw(_ price: Int) -> UInt32 {
        let digits = [price / 1_000, price / 100 % 10, price / 10 % 10, price % 10]
        return digits.enumerated().reduce(0) { $0 | UInt32($1.element) << UInt32(8 * $1.offset) }
    }

    /// Passes over prices, given in ten-thousandths, and gives them back in millionths.
    private static func pass(
        _ prices: [UInt32], _ side: Side, _ limits: BandLimits
    ) -> (PriceColumn.Result, [UInt32]) {
        var column = SideColumns(capacity: prices.count)
        defer { column.free() }
        for (place, price) in prices.enumerated() { column.prices[place] = price }
        column.count = prices.count
        let result = PriceColumn.pass(column, side, limits)
        return (result, (0..<prices.count).map { column.prices[$0] })
    }

    @Test(arguments: [Side.bid, .ask], [DepthBand.Origin.best, .mid])
    func countsAreThoseOfALoop(side: Side, origin: DepthBand.Origin) {
        var random = SeededGenerator(seed: 11)
        for length in 1...40 {
            let ascending = (0..<length).map { _ in Int.random(in: 1...9_999, using: &random) }.sorted()
            let prices = side == .bid ? ascending : ascending.reversed()
            let best = UInt32(prices[length - 1] * 100)
            let other = UInt32(Int.random(in: 1...9_999, using: &random) * 100)
            let bands = DepthBands(near: 100, middle: 700, far: 5_000, from: origin)
            let limits = BandLimits(
                bands, bestBid: side == .bid ? best : other, bestAsk: side == .bid ? other : best)
            let (result, millionths) = Self.pass(prices.map(Self.raw), side, limits)
            #expect(millionths == prices.map { UInt32($0 * 100) })
            let inside = millionths.map { limits.contains(side, $0) }
            #expect(result.near == inside.count { $0.near })
            #expect(result.middle == inside.count { $0.middle })
            #expect(result.far == inside.count { $0.far })
            #expect(result.isNumeric && result.isOrdered)
        }
    }

    @Test(arguments: [Side.bid, .ask])
    func disorderAnywhereIsSeenAndEqualPricesAreInOrder(side: Side) {
        for length in 2...13 {
            let ascending = (0..<length).map { 100 + 10 * ($0 / 2) }
            let prices = side == .bid ? ascending : ascending.reversed()
            #expect(Self.pass(prices.map(Self.raw), side, .none).0.isOrdered)
            for place in 0..<length - 1 where prices[place] != prices[place + 1] {
                var swapped = prices
                swapped.swapAt(place, place + 1)
                let result = Self.pass(swapped.map(Self.raw), side, .none).0
                #expect(!result.isOrdered && result.isNumeric, "\(length) prices, \(place)")
            }
        }
    }

    @Test(arguments: [Side.bid, .ask])
    func aZeroAndAByteThatIsNoDigitAreSeenAnywhere(side: Side) {
        for length in 1...9 {
            for place in 0..<length {
                var prices = [Int](repeating: 5_000, count: length)
                prices[place] = 0
                #expect(!Self.pass(prices.map(Self.raw), side, .none).0.isOrdered)
                for lane in 0..<4 {
                    var raw = [UInt32](repeating: Self.raw(5_000), count: length)
                    raw[place] |= 0x80 << UInt32(8 * lane)
                    let result = Self.pass(raw, side, .none).0
                    #expect(!result.isNumeric && !result.isOrdered)
                }
            }
        }
    }

    @Test func totalsThatDoNotExistAreZero() {
        let result = Self.pass([Self.raw(5_000)], .ask, .none).0
        #expect((result.near, result.middle, result.far) == (0, 0, 0))
    }
}
