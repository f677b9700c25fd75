/// Adds up the levels of a side from the best price outwards, once, stopping at each band's end.
struct DepthWalk {
    private let levels: [Level]
    private let side: Side
    private var place = 0
    private var size: Int64 = 0
    private var notional: Int128 = 0

    /// Stands at the best price; `levels` begins with it.
    init(_ levels: [Level], _ side: Side) {
        self.levels = levels
        self.side = side
    }

    /// What lies between the best price and `limit`, in millionths and included. Limits only move outwards.
    mutating func depth(upTo limit: Int64) -> Depth {
        while place < levels.count {
            let level = levels[place]
            let price = level.price.millionths
            guard side == .bid ? price >= limit : price <= limit else { break }
            // The book has shown that the sizes of a side add up without overflow.
            size += level.size.millionths
            notional += Int128(price) * Int128(level.size.millionths)
            place += 1
        }
        return Depth(
            size: Size(millionths: size), notional: Amount(millionths: Self.rounded(notional)),
            levelCount: place)
    }

    /// Millionths of 10⁻¹² USDC, half a millionth up. Nearly every sum fits a word, whose division costs a
    /// tenth.
    private static func rounded(_ notional: Int128) -> Int64 {
        guard let word = Int64(exactly: notional), word < .max - 500_000 else {
            return Int64((notional + 500_000) / 1_000_000)
        }
        return (word + 500_000) / 1_000_000
    }
}
