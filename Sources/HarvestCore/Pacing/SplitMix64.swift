/// A small generator of good chance from one seed; the same seed gives the same numbers everywhere.
public struct SplitMix64: RandomNumberGenerator, Hashable, Sendable {
    private var state: UInt64

    /// Starts from a seed.
    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A seed of its own for a part of something, from the seed of the whole and the part's name.
    public static func seed(_ root: UInt64, for part: String) -> UInt64 {
        var generator = SplitMix64(seed: root)
        for byte in part.utf8 { generator = SplitMix64(seed: generator.next() ^ UInt64(byte)) }
        return generator.next()
    }
}
