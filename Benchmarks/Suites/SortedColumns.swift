internal import HarvestCore

/// One side of a book as two sorted arrays, best price last, so that changes near it move little: the
/// alternative to a ladder.
struct SortedColumns {
    private let side: Side
    private var prices: [UInt32]
    private var sizes: [UInt64]

    /// Takes levels with the best last.
    init(_ side: Side, _ levels: [(price: UInt32, size: UInt64)]) {
        self.side = side
        prices = levels.map(\.price)
        sizes = levels.map(\.size)
        prices.reserveCapacity(prices.count * 2)
        sizes.reserveCapacity(sizes.count * 2)
    }

    /// Best price; 0 when there is none.
    var best: UInt32 { prices.last ?? 0 }

    /// Levels with the best first.
    var levels: [Level] {
        zip(prices, sizes).reversed().map {
            Level(price: Price(millionths: Int64($0)), size: Size(millionths: Int64($1)))
        }
    }

    /// Sets the size at a price; zero removes the level.
    mutating func set(_ price: UInt32, _ size: UInt64) {
        let place = place(of: price)
        if place < prices.count, prices[place] == price {
            if size != 0 {
                sizes[place] = size
            } else {
                prices.remove(at: place)
                sizes.remove(at: place)
            }
        } else if size != 0 {
            prices.insert(price, at: place)
            sizes.insert(size, at: place)
        }
    }

    private func place(of price: UInt32) -> Int {
        var (low, count) = (0, prices.count)
        while count > 0 {
            let half = count / 2
            let isWorse = side == .bid ? prices[low + half] < price : prices[low + half] > price
            low = isWorse ? low + half + 1 : low
            count = isWorse ? count - half - 1 : half
        }
        return low
    }
}
