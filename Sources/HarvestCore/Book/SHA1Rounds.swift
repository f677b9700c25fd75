/// SHA-1's compression of blocks in Swift alone (FIPS 180-4, 6.1.2).
///
/// Every one of the eighty rounds is written out by inlining, with its place in the schedule known to the
/// compiler, so that the window of sixteen words lives in registers and on the stack.
struct SHA1Rounds {
    private var a, b, c, d, e: UInt32
    private let block: UnsafeRawPointer
    private let window: UnsafeMutablePointer<UInt32>

    /// See `SHA1Path.compress`.
    static func compress(
        _ states: UnsafeMutablePointer<SHA1State>, step: Int, _ blocks: UnsafeRawPointer, count: Int
    ) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 16) { window in
            guard let window = window.baseAddress else { return }
            var states = states
            for index in 0..<count {
                var rounds = SHA1Rounds(
                    states.pointee, blocks + SHA1State.blockByteCount * index, window)
                rounds.run()
                let sum = rounds.added(to: states.pointee)
                states += step
                states.pointee = sum
            }
        }
    }

    @inline(__always)
    private init(_ state: SHA1State, _ block: UnsafeRawPointer, _ window: UnsafeMutablePointer<UInt32>) {
        (a, b, c, d, e) = (state.a, state.b, state.c, state.d, state.e)
        self.block = block
        self.window = window
    }

    @inline(__always)
    private func added(to state: SHA1State) -> SHA1State {
        var sum = state
        sum.a &+= a
        sum.b &+= b
        sum.c &+= c
        sum.d &+= d
        sum.e &+= e
        return sum
    }

    @inline(__always)
    private mutating func run() {
        takeTwenty(from: 0, 0x5A82_7999) { $2 ^ ($0 & ($1 ^ $2)) }
        takeTwenty(from: 20, 0x6ED9_EBA1) { $0 ^ $1 ^ $2 }
        takeTwenty(from: 40, 0x8F1B_BCDC) { ($0 & $1) | ($2 & ($0 ^ $1)) }
        takeTwenty(from: 60, 0xCA62_C1D6) { $0 ^ $1 ^ $2 }
    }

    @inline(__always)
    private mutating func takeTwenty(
        from first: Int, _ constant: UInt32, _ mix: (UInt32, UInt32, UInt32) -> UInt32
    ) {
        takeFive(from: first, constant, mix)
        takeFive(from: first + 5, constant, mix)
        takeFive(from: first + 10, constant, mix)
        takeFive(from: first + 15, constant, mix)
    }

    /// Five rounds: instead of passing every value on to the next name, the names change places, and after
    /// five rounds each is where it was.
    @inline(__always)
    private mutating func takeFive(
        from first: Int, _ constant: UInt32, _ mix: (UInt32, UInt32, UInt32) -> UInt32
    ) {
        Self.takeOne(word(first) &+ constant, a, &b, mix(b, c, d), &e)
        Self.takeOne(word(first + 1) &+ constant, e, &a, mix(a, b, c), &d)
        Self.takeOne(word(first + 2) &+ constant, d, &e, mix(e, a, b), &c)
        Self.takeOne(word(first + 3) &+ constant, c, &d, mix(d, e, a), &b)
        Self.takeOne(word(first + 4) &+ constant, b, &c, mix(c, d, e), &a)
    }

    /// One round. What does not wait for the round before it is added first.
    @inline(__always)
    private static func takeOne(
        _ word: UInt32, _ a: UInt32, _ b: inout UInt32, _ mixed: UInt32, _ e: inout UInt32
    ) {
        e = (e &+ word &+ mixed) &+ (a << 5 | a >> 27)
        b = b << 30 | b >> 2
    }

    /// A word of the schedule: the block's own, or one made of four of the sixteen before it.
    @inline(__always)
    private func word(_ index: Int) -> UInt32 {
        let word: UInt32
        if index < 16 {
            word = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))
        } else {
            let mixed =
                window[(index - 3) & 15] ^ window[(index - 8) & 15] ^ window[(index - 14) & 15]
                ^ window[index & 15]
            word = mixed << 1 | mixed >> 31
        }
        window[index & 15] = word
        return word
    }
}
