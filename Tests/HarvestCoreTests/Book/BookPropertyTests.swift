import HarvestCore
import Testing

/// Ladders, sorted arrays and dictionaries are the same book after any changes.
struct BookPropertyTests {
    static let bands = [
        DepthBand(basisPoints: 0), DepthBand(percent: 1), DepthBand(percent: 2), DepthBand(percent: 5),
        DepthBand(percent: 5, from: .mid), DepthBand(percent: 100), DepthBand(basisPoints: 150, from: .mid),
        DepthBand(percent: 100, from: .mid),
    ]

    static func price(_ tick: UInt32, _ generator: inout SplitMix64) -> UInt32 {
        let steps = 1_000_000 / tick
        switch Int.random(in: 0..<20, using: &generator) {
        case 0:
            return [tick, 1_000_000, 1_000_000 - tick, 100, 999_900].randomElement(using: &generator) ?? 1
        case 1: return UInt32.random(in: 1...steps, using: &generator) * tick
        default: return (steps / 2 &+ UInt32.random(in: 0...min(20, steps / 3), using: &generator)) * tick
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func aLadderAnArrayAndADictionaryAgree(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let ticks: [UInt32] = [100_000, 10_000, 5_000, 2_500, 1_000, 100]
        var tick = ticks[Int(seed) % ticks.count]
        var (model, array) = (BookModel(), OrderBook())
        let books = TextBooks()
        let slot = try books.load(LiveBooksTests.token(Int(seed)), tick: tick)
        for round in 0..<1_500 {
            let side: Side = Bool.random(using: &generator) ? .bid : .ask
            var price = Self.price(tick, &generator)
            let best = side == .bid ? books.bestBid(of: slot) : books.bestAsk(of: slot)
            if best != 0, Int.random(in: 0..<3, using: &generator) == 0 { price = best }
            if round % 400 == 399 { price = UInt32.random(in: 1...10_000, using: &generator) * 100 }
            let isRemoval = Int.random(in: 0..<5, using: &generator) < (round / 300 % 2 == 0 ? 1 : 4)
            let size = isRemoval ? 0 : UInt64.random(in: 1...4_000_000_000_000, using: &generator)
            model.set(side, price, size)
            let changed = try array.apply(
                side, price: Price(millionths: Int64(price)), size: Size(millionths: Int64(size)))
            #expect(try books.apply(slot: slot, side: side, price: price, size: size) == changed)
            if round % 350 == 349, let other = ticks.randomElement(using: &generator) {
                try books.changeTick(slot: slot, to: other)
                tick = other
            }
            if round % 50 == 0 { try compare(books, slot, array, model) }
        }
        try compare(books, slot, array, model)
    }

    private func compare(
        _ books: TextBooks, _ slot: Int, _ array: OrderBook, _ model: BookModel
    ) throws {
        let rebuilt = try model.book()
        #expect(array == rebuilt)
        #expect(books.orderBook(of: slot) == rebuilt)
        #expect(Int64(books.bestBid(of: slot)) == rebuilt.bestBid?.price.millionths ?? 0)
        #expect(Int64(books.bestAsk(of: slot)) == rebuilt.bestAsk?.price.millionths ?? 0)
        for side in Side.allCases {
            #expect(books.levelCount(side, of: slot) == rebuilt.levels(side).count)
            let naive = Self.bands.map { model.depth(side, within: $0) }
            #expect(books.depths(side, of: slot, within: Self.bands) == naive)
            let rounded = naive.map { depth in
                depth.map {
                    Depth(
                        size: Size(millionths: $0.size),
                        notional: Amount(millionths: Int64(($0.notional + 500_000) / 1_000_000)),
                        levelCount: $0.levelCount)
                }
            }
            #expect(array.depths(side, within: Self.bands) == rounded)
            #expect(Self.bands.map { array.depth(side, within: $0) } == rounded)
        }
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func aSnapshotInAnyOrderIsTheSameBook(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let tick = [10_000, 5_000, 1_000, 100].randomElement(using: &generator) ?? 1
        func levels() -> [(UInt32, UInt64)] {
            Set((0..<40).map { _ in UInt32.random(in: 1...UInt32(1_000_000 / tick), using: &generator) })
                .map { ($0 * UInt32(tick), UInt64.random(in: 1...9_000_000_000, using: &generator)) }
        }
        let books = TextBooks()
        for _ in 0..<5 {
            let (bids, asks) = (levels(), levels())
            var model = BookModel()
            for (price, size) in bids { model.set(.bid, price, size) }
            for (price, size) in asks { model.set(.ask, price, size) }
            let announced: UInt32 = Bool.random(using: &generator) ? 0 : UInt32(tick)
            let slot = try books.load("7", tick: announced, bids: bids, asks: asks)
            #expect(books.orderBook(of: slot) == (try model.book()))
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func widerBandsHoldMore(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var array = OrderBook()
        for _ in 0..<120 {
            let side: Side = Bool.random(using: &generator) ? .bid : .ask
            let price = Int64.random(in: 1...999, using: &generator) * 1_000
            try array.apply(side, price: Price(millionths: price), size: Size(millionths: 1_000_000))
        }
        for origin in [DepthBand.Origin.best, .mid] {
            let bands = stride(from: 0, through: 10_000, by: 250).map {
                DepthBand(basisPoints: $0, from: origin)
            }
            for side in Side.allCases {
                let sizes = array.depths(side, within: bands).map { $0?.size ?? .zero }
                #expect(sizes == sizes.sorted())
            }
        }
    }
}
