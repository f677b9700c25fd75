internal import HarvestCore

/// The levels of a made-up book in thousandths of a price, and changes that keep it about as deep as it was.
struct BookLevels {
    private let token: Int
    private let levelCount: Int
    private var sizes: [Side: [Int64: Size]] = [.bid: [:], .ask: [:]]
    private var milliseconds: UInt64 = 1_779_223_882_222

    /// Makes a book with so many levels a side, at up to twice as many prices below and above a half.
    init(token: Int, levelCount: Int, using generator: inout SplitMix64) {
        (self.token, self.levelCount) = (token, levelCount)
        for side in Side.allCases {
            while sizes[side]?.count != levelCount {
                let price = price(side, using: &generator)
                sizes[side]?[price] = Self.size(using: &generator)
            }
        }
    }

    /// The book as the venue would send it.
    func snapshot() -> BookSnapshot {
        var book = BookSnapshot(
            conditionID: "0x37a6de1b21803e5f3fb1965116218215d79963af4f7e51659696366267a63a03",
            tokenID: TokenID(
                "6991073084148761580273604603847362003075461642191283117528455137263993356911\(token)"))
        (book.timestamp, book.lastTradePrice) = (String(milliseconds), "0.500")
        (book.minimumOrderSize, book.tickSize, book.isNegRisk) = ("5", "0.001", false)
        for (side, levels) in sizes {
            for level in levels.sorted(by: { side == .bid ? $0.key < $1.key : $0.key > $1.key }) {
                // Prices and sizes made here are decimals, so none is refused.
                _ = book.append(
                    side, price: Price(millionths: level.key).description, size: level.value.description)
            }
        }
        return book
    }

    /// The next change, a few milliseconds later, and the hash after it: half of the changes are at prices
    /// that have a level.
    mutating func change(into texts: inout [UInt8], using generator: inout SplitMix64) -> BookChange {
        milliseconds += UInt64.random(in: 1...20, using: &generator)
        let side: Side = Bool.random(using: &generator) ? .bid : .ask
        let price = price(side, using: &generator)
        let isDeep = (sizes[side]?.count ?? 0) > levelCount
        let isRemoval =
            sizes[side]?[price] != nil && Int.random(in: 0..<4, using: &generator) < (isDeep ? 3 : 1)
        let size = isRemoval ? nil : Self.size(using: &generator)
        sizes[side]?[price] = size
        return BookChange(
            milliseconds: milliseconds, side: side, price: UInt32(price), isRemoval: isRemoval,
            priceText: Self.add(Price(millionths: price).description, to: &texts),
            sizeText: Self.add(size?.description ?? "0", to: &texts),
            hash: Self.add(BookHash.digest(of: snapshot(), era: .lastTrade) ?? "", to: &texts))
    }

    private static func add(_ text: String, to texts: inout [UInt8]) -> Range<Int> {
        texts += text.utf8
        return (texts.count - text.utf8.count)..<texts.count
    }

    private func price(_ side: Side, using generator: inout SplitMix64) -> Int64 {
        let distance = Int64.random(in: 1...Int64(2 * levelCount), using: &generator) * 1_000
        return side == .bid ? 500_000 - distance : 500_000 + distance
    }

    private static func size(using generator: inout SplitMix64) -> Size {
        let unit: Int64 = Bool.random(using: &generator) ? 1_000_000 : 10_000
        return Size(millionths: Int64.random(in: 1...99_999, using: &generator) * unit)
    }
}
