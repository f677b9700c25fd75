#if canImport(CSHA1)
    internal import CSHA1
#endif

/// How SHA-1's blocks are worked through: by the processor's own instructions, or in Swift alone.
///
/// Both give the same for every message. Which one a process takes is decided once, by what its processor
/// can do; only tests and benchmarks name one.
package enum SHA1Path: Hashable, Sendable, CaseIterable {
    /// Swift alone; on every processor.
    case portable
    /// The instructions x86-64 and arm64 have for SHA-1; where CSHA1 was built in and the processor has them.
    case hardware

    /// The fastest path of this machine.
    package static let best: SHA1Path = hardware.isAvailable ? .hardware : .portable

    /// Whether this machine can take the path.
    package var isAvailable: Bool {
        #if canImport(CSHA1)
            self == .portable || harvest_sha1_is_supported() != 0
        #else
            self == .portable
        #endif
    }

    /// Takes `count` blocks. `states` begins with the state to go on from; the state after each block is put
    /// `step` places behind the one before: 1 keeps all of them, 0 only the last, in place of the first.
    package func compress(
        _ states: UnsafeMutablePointer<SHA1State>, step: Int, _ blocks: UnsafeRawPointer, count: Int
    ) {
        #if canImport(CSHA1)
            if self == .hardware {
                return harvest_sha1_compress(Self.words(of: states), 5 * step, blocks, count)
            }
        #endif
        SHA1Rounds.compress(states, step: step, blocks, count: count)
    }

    /// The same for two messages at once, which hardware does in little more time than for one.
    package func compressTwo(
        _ first: UnsafeMutablePointer<SHA1State>, _ firstBlocks: UnsafeRawPointer,
        _ second: UnsafeMutablePointer<SHA1State>, _ secondBlocks: UnsafeRawPointer, step: Int, count: Int
    ) {
        #if canImport(CSHA1)
            if self == .hardware {
                return harvest_sha1_compress_two(
                    Self.words(of: first), firstBlocks, Self.words(of: second), secondBlocks, 5 * step, count)
            }
        #endif
        SHA1Rounds.compress(first, step: step, firstBlocks, count: count)
        SHA1Rounds.compress(second, step: step, secondBlocks, count: count)
    }

    /// A state is five words without a gap, and a row of states is their words in a row.
    private static func words(of states: UnsafeMutablePointer<SHA1State>) -> UnsafeMutablePointer<UInt32> {
        UnsafeMutableRawPointer(states).assumingMemoryBound(to: UInt32.self)
    }
}
