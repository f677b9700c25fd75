/// Sizes and notionals summed from the best price outwards, so that the totals of three bands are three looks
/// and no loop ends where a band does.
struct BandSums {
    private var bidSizes: UnsafeMutablePointer<UInt64>
    private var askSizes: UnsafeMutablePointer<UInt64>
    private var bidNotionals: UnsafeMutablePointer<UInt128>
    private var askNotionals: UnsafeMutablePointer<UInt128>

    init(capacity: Int) {
        bidSizes = .allocate(capacity: capacity + 1)
        askSizes = .allocate(capacity: capacity + 1)
        bidNotionals = .allocate(capacity: capacity + 1)
        askNotionals = .allocate(capacity: capacity + 1)
    }

    func free() {
        bidSizes.deallocate()
        askSizes.deallocate()
        bidNotionals.deallocate()
        askNotionals.deallocate()
    }

    /// Sums the `count` best levels of a side.
    @inline(__always)
    func fill(_ side: Side, from column: SideColumns, _ count: Int) {
        let sizes = side == .bid ? bidSizes : askSizes
        let notionals = side == .bid ? bidNotionals : askNotionals
        var size: UInt64 = 0
        var notional: UInt128 = 0
        sizes[0] = 0
        notionals[0] = 0
        var place = 0
        var level = column.count &- 1
        while place < count {
            size &+= column.sizes[level]
            notional &+=
                UInt128(truncatingIfNeeded: column.sizes[level])
                &* UInt128(truncatingIfNeeded: column.prices[level])
            place &+= 1
            level &-= 1
            sizes[place] = size
            notionals[place] = notional
        }
    }

    /// The totals of the best so many bids and asks.
    @inline(__always)
    func totals(_ bidCount: Int, _ askCount: Int) -> BandTotals {
        var totals = BandTotals()
        totals.bidSize = bidSizes[bidCount]
        totals.bidNotional = bidNotionals[bidCount]
        totals.askSize = askSizes[askCount]
        totals.askNotional = askNotionals[askCount]
        return totals
    }
}
