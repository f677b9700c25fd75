/// The columns of one side of a parsed book: prices and sizes in millionths, in wire order.
///
/// Rows beyond the count are scratch: kernels write whole vectors.
struct SideColumns {
    /// Prices in millionths; digits until `PriceColumn` has been over them.
    private(set) var prices: UnsafeMutablePointer<UInt32>
    /// Sizes in millionths.
    private(set) var sizes: UnsafeMutablePointer<UInt64>
    /// Levels.
    var count = 0
    /// Levels there is room for.
    private(set) var capacity: Int

    private static let slack = 8
    /// Levels up to which moving one after the other is faster than allocating an order.
    private static let mostInserted = 256

    init(capacity: Int) {
        self.capacity = capacity
        prices = .allocate(capacity: capacity + Self.slack)
        sizes = .allocate(capacity: capacity + Self.slack)
        prices.initialize(repeating: 0, count: capacity + Self.slack)
        sizes.initialize(repeating: 0, count: capacity + Self.slack)
    }

    /// Makes room and keeps the levels.
    mutating func grow(to wanted: Int) {
        var larger = SideColumns(capacity: wanted)
        larger.count = count
        larger.prices.update(from: prices, count: capacity)
        larger.sizes.update(from: sizes, count: capacity)
        free()
        self = larger
    }

    /// Gives the memory back; nothing may be read afterwards.
    func free() {
        prices.deallocate()
        sizes.deallocate()
    }

    /// Puts the best price last where it is not; levels of one price keep their order.
    mutating func order(_ side: Side) {
        guard count > 1 else { return }
        var (isOrdered, isReversed) = (true, true)
        for place in 1..<count {
            let (before, price) = (prices[place &- 1], prices[place])
            if before == price { isReversed = false }
            if side == .bid ? before > price : before < price {
                isOrdered = false
            } else {
                isReversed = false
            }
        }
        if isOrdered { return }
        if isReversed { reverse() } else { sort(side) }
    }

    /// Whether a price is zero, wherever it stands.
    var hasZeroPrice: Bool { UnsafeBufferPointer(start: prices, count: count).contains(0) }

    /// Whether the sizes add up to more than a signed integer holds.
    var sizesOverflow: Bool {
        var total: UInt64 = 0
        for place in 0..<count {
            total &+= sizes[place]
            if total > UInt64(Int64.max) { return true }
        }
        return false
    }

    /// How many levels of an ordered side lie within the bands.
    func count(within limits: BandLimits, _ side: Side) -> PriceColumn.Result {
        var result = PriceColumn.Result()
        for place in stride(from: count - 1, through: 0, by: -1) {
            let inside = limits.contains(side, prices[place])
            guard inside.far else { break }
            result.far += 1
            if inside.middle { result.middle += 1 }
            if inside.near { result.near += 1 }
        }
        return result
    }

    private func reverse() {
        for place in 0..<count / 2 {
            swap(&prices[place], &prices[count - 1 - place])
            swap(&sizes[place], &sizes[count - 1 - place])
        }
    }

    /// Sorts without memory of its own as long as that is fast.
    private func sort(_ side: Side) {
        if count > Self.mostInserted { return sortByPlaces(side) }
        for place in 1..<count {
            let (price, size) = (prices[place], sizes[place])
            var free = place
            while free > 0, side == .bid ? prices[free &- 1] > price : prices[free &- 1] < price {
                prices[free] = prices[free &- 1]
                sizes[free] = sizes[free &- 1]
                free &-= 1
            }
            prices[free] = price
            sizes[free] = size
        }
    }

    private func sortByPlaces(_ side: Side) {
        let order = (0..<count).sorted { left, right in
            guard prices[left] != prices[right] else { return left < right }
            return side == .bid ? prices[left] < prices[right] : prices[left] > prices[right]
        }
        let (formerPrices, formerSizes) = (order.map { prices[$0] }, order.map { sizes[$0] })
        for place in order.indices {
            prices[place] = formerPrices[place]
            sizes[place] = formerSizes[place]
        }
    }
}
