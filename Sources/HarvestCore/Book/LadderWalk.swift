/// Adds up the levels of one side of a ladder from its best price outwards, once, stopping at each band's
/// end.
struct LadderWalk {
    private let words: UnsafeMutablePointer<UInt64>
    private let sizes: UnsafeMutablePointer<UInt64>
    private let lane: Int
    private let limit: Int
    private let tick: Int
    private var word: Int
    /// Levels of the word that are still to come.
    private var bits: UInt64
    private var size: UInt64 = 0
    /// Positions times sizes.
    private var weighted: UInt128 = 0
    private var levelCount = 0
    /// Positions down to here are in the sums.
    private(set) var lowest: Int

    /// Stands before the best level.
    @inline(__always) init(_ book: LadderBook, _ block: UnsafeMutableRawPointer, _ lane: Int) {
        words = book.words(block, lane)
        sizes = book.sizes(block, lane)
        self.lane = lane
        limit = book.limit
        tick = Int(book.tick)
        word = Int(book.bests[lane]) &>> 6
        bits = words[word]
        lowest = limit
    }

    /// Goes on to a position, which is at least 1 and not above the one before, and gives the sums so far.
    @inline(__always) mutating func depth(downTo position: Int) -> LadderDepth {
        lowest = position
        while true {
            let floor = position &- word &* 64
            let mask = floor <= 0 ? ~0 : floor > 63 ? 0 : ~UInt64(0) &<< UInt64(truncatingIfNeeded: floor)
            add(bits & mask)
            bits &= ~mask
            if floor > 0 { return depth }
            word &-= 1
            bits = words[word]
        }
    }

    @inline(__always) private mutating func add(_ inside: UInt64) {
        var inside = inside
        levelCount &+= inside.nonzeroBitCount
        while inside != 0 {
            let position = word &* 64 &+ inside.trailingZeroBitCount
            inside &= inside &- 1
            // A ladder takes no size that could make the sum of all its positions overflow.
            let here = sizes[position]
            size &+= here
            weighted &+= UInt128(truncatingIfNeeded: position) &* UInt128(here)
        }
    }

    @inline(__always) private var depth: LadderDepth {
        let steps =
            lane == 0 ? Int128(weighted) : Int128(limit) &* Int128(size) &- Int128(weighted)
        return LadderDepth(size: Int64(size), notional: steps &* Int128(tick), levelCount: levelCount)
    }
}
