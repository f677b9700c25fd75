extension LadderBook {
    /// Positions of a side on a grid: one more than its steps, in whole words.
    static func limit(tick: UInt32) -> Int { (1_000_000 / Int(tick) / 64 + 1) * 64 }

    /// Bytes of the levels of a ladder.
    static func blockByteCount(limit: Int) -> Int { limit / 4 + limit * 16 }

    /// 0 for bids, 1 for asks.
    @inline(__always) static func lane(_ side: Side) -> Int {
        switch side {
        case .bid: 0
        case .ask: 1
        }
    }

    /// The bits of a side.
    @inline(__always) func words(
        _ block: UnsafeMutableRawPointer, _ lane: Int
    ) -> UnsafeMutablePointer<UInt64> {
        (block + lane &* (limit &>> 3)).assumingMemoryBound(to: UInt64.self)
    }

    /// The sizes of a side, by position.
    @inline(__always) func sizes(
        _ block: UnsafeMutableRawPointer, _ lane: Int
    ) -> UnsafeMutablePointer<UInt64> {
        (block + (limit &>> 2) + lane &* (limit &<< 3)).assumingMemoryBound(to: UInt64.self)
    }

    /// The step itself for bids, its mirror image for asks, and back again.
    @inline(__always) func position(_ lane: Int, _ step: Int) -> Int {
        let mirror = 0 &- lane
        return (step ^ mirror) &- mirror &+ (limit & mirror)
    }

    /// Millionths of a position; 0 for position 0.
    @inline(__always) func price(_ lane: Int, _ position: Int) -> UInt32 {
        position == 0 ? 0 : UInt32(truncatingIfNeeded: self.position(lane, position)) &* tick
    }

    /// Best price of a side in millionths; 0 when it is empty.
    @inline(__always) func best(_ lane: Int) -> UInt32 { price(lane, Int(bests[lane])) }

    /// Sets the size at a step of the grid; zero removes the level. Says whether anything changed.
    @inline(__always) func set(
        _ block: UnsafeMutableRawPointer, _ lane: Int, _ step: Int, _ size: UInt64
    ) -> Bool {
        let position = position(lane, step)
        let words = words(block, lane)
        let sizes = sizes(block, lane)
        let (word, bit) = (position &>> 6, UInt64(1) &<< UInt64(truncatingIfNeeded: position & 63))
        let taken = words[word]
        // Without branches on what is in the ladder: a miss of the cache then waits for nobody, and the next
        // change can begin. Where no level is, the size read may be uninitialised: a ladder's memory is not
        // cleared, for that would touch all of it. Whatever is read, `existed` is 0 then and masks it.
        let existed = taken &>> UInt64(truncatingIfNeeded: position & 63) & 1
        let remains: UInt64 = size != 0 ? 1 : 0
        let differs: UInt64 = sizes[position] != size ? 1 : 0
        sizes[position] = size
        words[word] = taken & ~bit | (0 &- remains) & bit
        let best = Int(bests[lane])
        if _slowPath(Int(truncatingIfNeeded: remains) | (position ^ best) == 0) {
            bests[lane] = highest(in: words, from: word)
        } else {
            let candidate = position & (0 &- Int(truncatingIfNeeded: remains))
            bests[lane] = UInt32(truncatingIfNeeded: candidate > best ? candidate : best)
        }
        let changed = (existed & differs) | (existed ^ remains) != 0
        return changed
    }

    /// The highest taken position in a word and those below it; 0 when there is none.
    @inline(__always) private func highest(in words: UnsafeMutablePointer<UInt64>, from word: Int) -> UInt32 {
        var word = word
        while words[word] == 0 { word &-= 1 }
        return UInt32(truncatingIfNeeded: word &* 64 &+ 63 &- words[word].leadingZeroBitCount)
    }

    /// Shares at a price in millionths; 0 where none rest.
    func size(_ lane: Int, at price: UInt32) -> UInt64 {
        let step = step(of: price)
        guard let block, price >= 1, price <= 1_000_000, isExact(step, for: price) else { return 0 }
        let position = position(lane, step)
        let isTaken = words(block, lane)[position &>> 6] &>> UInt64(position & 63) & 1 == 1
        return isTaken ? sizes(block, lane)[position] : 0
    }

    /// Removes all levels; the sizes stay in memory, unread.
    func clear() {
        bests[0] = 0
        bests[1] = 0
        guard let block else { return }
        let bits = block.assumingMemoryBound(to: UInt64.self)
        bits.update(repeating: 0, count: limit &>> 5)
        bits[0] = 1
        bits[limit &>> 6] = 1
    }

    /// The highest step whose price is not above a price of at most 1.
    @inline(__always) func step(notAbove price: Int64) -> Int {
        let step = Int((UInt64(price) &* UInt64(reciprocal)) &>> 31)
        // The reciprocal is rounded up, so between two steps it may reach the upper one.
        return step &* Int(tick) > Int(price) ? step &- 1 : step
    }

    /// Levels of a side.
    func levelCount(_ lane: Int) -> Int {
        guard let block else { return 0 }
        let words = words(block, lane)
        return (0..<(limit &>> 6)).reduce(-1) { $0 + words[$1].nonzeroBitCount }
    }

    /// Calls `body` with price and size of each level, from the best outwards, until it says false.
    @inline(__always) func forEachLevel(_ lane: Int, _ body: (UInt32, UInt64) -> Bool) {
        guard let block else { return }
        let words = words(block, lane)
        let sizes = sizes(block, lane)
        var word = Int(bests[lane]) &>> 6
        while word >= 0 {
            var bits = words[word]
            while bits != 0 {
                let bit = 63 &- bits.leadingZeroBitCount
                bits &= ~(1 &<< UInt64(truncatingIfNeeded: bit))
                let position = word &* 64 &+ bit
                if position == 0 || !body(price(lane, position), sizes[position]) { return }
            }
            word &-= 1
        }
    }
}
