/// Chance without state: every draw is a function of the seed, what it is for, and up to three numbers.
///
/// That is what makes the whole made-up world a function of seed and time: nothing depends on which question
/// was asked first.
struct Chance: Sendable {
    /// What a draw is for, so that two draws about the same thing do not repeat each other.
    enum Purpose: UInt64 {
        case eventSize = 1, eventPeriod, eventPhase, topic, names, winner, question, token, series, early
        case book, size, price, spread, side, fresh, volume, change, jitter, trade, mask
        case posts, postTime, postText, postDelay, postNumber, tracking, user, metric, order, sync
    }

    let seed: UInt64

    /// Sixty-four bits.
    func bits(_ purpose: Purpose, _ first: Int, _ second: Int = 0, _ third: Int = 0) -> UInt64 {
        var state = Self.mixed(seed ^ (purpose.rawValue &* 0x9E37_79B9_7F4A_7C15))
        state = Self.mixed(state ^ UInt64(bitPattern: Int64(first)))
        state = Self.mixed(state ^ UInt64(bitPattern: Int64(second)) &+ 0xA5A5)
        return Self.mixed(state ^ UInt64(bitPattern: Int64(third)) &+ 0x5A5A)
    }

    /// A number from zero up to, but not including, `limit`.
    func below(
        _ limit: Int, _ purpose: Purpose, _ first: Int, _ second: Int = 0, _ third: Int = 0
    ) -> Int {
        Int(bits(purpose, first, second, third) % UInt64(limit))
    }

    /// Thirty-two bytes as four words, most significant first.
    func words(_ purpose: Purpose, _ first: Int, _ second: Int = 0) -> [UInt64] {
        (0..<4).map { bits(purpose, first, second, $0) }
    }

    /// The finaliser of SplitMix64.
    private static func mixed(_ input: UInt64) -> UInt64 {
        var value = input &+ 0x9E37_79B9_7F4A_7C15
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
