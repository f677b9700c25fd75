internal import HarvestCore

/// Made-up snapshots of many tokens and changes near their best prices, as the venue's stream has them: a
/// tick of 0.001, 60 levels a side without large holes, a quarter of the changes removing a level.
struct BookStream: Sendable {
    /// One change.
    struct Change: Sendable {
        let slot: Int
        let side: Side
        let price: UInt32
        let size: UInt64
    }

    static let tick: UInt32 = 1_000
    static let tokenLength = 77
    /// The ids of all tokens, one behind the other.
    let tokens: [UInt8]
    let bookCount: Int
    /// Price and size of the bids of each book, best last.
    let bids: [[(price: UInt32, size: UInt64)]]
    /// The same for asks.
    let asks: [[(price: UInt32, size: UInt64)]]
    let changes: [Change]

    init(bookCount: Int, changeCount: Int, seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        self.bookCount = bookCount
        tokens = (0..<bookCount * Self.tokenLength).map { _ in
            UInt8.random(in: 0x30...0x39, using: &generator)
        }
        let mids = (0..<bookCount).map { _ in Int.random(in: 300...700, using: &generator) }
        bids = mids.map { Self.levels(from: $0, by: -1, &generator) }
        asks = mids.map { Self.levels(from: $0, by: 1, &generator) }
        var changes: [Change] = []
        for _ in 0..<changeCount {
            let slot = Int.random(in: 0..<bookCount, using: &generator)
            let side: Side = Bool.random(using: &generator) ? .bid : .ask
            // Small distances are the most likely: a level, then half as likely one four levels on.
            let distance = 1 + (generator.next() | 1 << 15).trailingZeroBitCount * 4
            let offset = distance - Int.random(in: 0..<4, using: &generator)
            let step = mids[slot] + max(1, offset) * (side == .bid ? -1 : 1)
            let isRemoval = Int.random(in: 0..<4, using: &generator) == 0
            let size = isRemoval ? 0 : UInt64.random(in: 1...20_000_000, using: &generator) * 1_000
            changes.append(Change(slot: slot, side: side, price: UInt32(step) * Self.tick, size: size))
        }
        self.changes = changes
    }

    /// A book as a value.
    func book(_ slot: Int) throws(BookError) -> OrderBook {
        try OrderBook(bids: Self.values(bids[slot]), asks: Self.values(asks[slot]))
    }

    private static func values(_ levels: [(price: UInt32, size: UInt64)]) -> [Level] {
        levels.map {
            Level(price: Price(millionths: Int64($0.price)), size: Size(millionths: Int64($0.size)))
        }
    }

    private static func levels(
        from mid: Int, by direction: Int, _ generator: inout SplitMix64
    ) -> [(price: UInt32, size: UInt64)] {
        var step = mid
        let levels = (0..<60).map { _ in
            step += direction * (Int.random(in: 0..<4, using: &generator) == 0 ? 3 : 1)
            let size = UInt64.random(in: 1...20_000_000, using: &generator) * 1_000
            return (price: UInt32(step) * tick, size: size)
        }
        return levels.reversed()
    }
}
