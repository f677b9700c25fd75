import HarvestCore
import Testing

/// SHA-1 by every path this machine has: the published vectors, other implementations, and each other.
struct SHA1PathTests {
    static let paths = SHA1Path.allCases.filter(\.isAvailable)
    static let message = (0..<400).map { UInt8(truncatingIfNeeded: $0 * 7) }

    static func state(of message: some Collection<UInt8>, by path: SHA1Path) -> SHA1State {
        Array(message).withUnsafeBytes { SHA1.state(of: $0, by: path) }
    }

    @Test(
        arguments: [
            ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (MessageDigestTests.alphabet, "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
            (
                "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                    + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
                "a49b2446a02c645bf419f995b67091253a04a259"
            ),
            (String(repeating: "a", count: 1_000_000), "34aa973cd4c4daa4f61eeb2bdbad27316534016f"),
        ], paths)
    func thePublishedVectorsHold(vector: (message: String, digest: String), path: SHA1Path) {
        #expect(Self.state(of: vector.message.utf8, by: path).hexadecimal == vector.digest)
    }

    /// The digest of the digests of the first 0, 1, … 300 bytes, from another implementation.
    @Test(arguments: paths)
    func everyLengthGivesWhatAnotherImplementationGives(path: SHA1Path) {
        let digests = (0...300).flatMap { Self.state(of: Self.message[..<$0], by: path).bytes }
        #expect(
            Self.state(of: digests, by: path).hexadecimal == "2d095daa1437f7f4f361cd003710e0b4d4d9af37")
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func bothPathsAgreeOnAnyMessageInAnyPieces(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let message = (0..<Int.random(in: 0...2_000, using: &generator)).map { _ in
            UInt8(truncatingIfNeeded: generator.next())
        }
        let whole = Self.state(of: message, by: .portable)
        for path in Self.paths {
            #expect(Self.state(of: message, by: path) == whole)
            var digest = SHA1(by: path)
            var rest = message[...]
            while !rest.isEmpty {
                let piece = rest.prefix(Int.random(in: 0...200, using: &generator))
                if Bool.random(using: &generator) { digest.update(piece) } else { digest.update(piece.span) }
                rest = rest.dropFirst(piece.count)
            }
            #expect(digest.finish() == whole.bytes)
        }
    }

    @Test(arguments: paths)
    func theStatesBetweenBlocksAreThoseOfShorterMessages(path: SHA1Path) {
        var (first, second) = ([SHA1State](), [SHA1State]())
        for count in 0...5 {
            var states = [SHA1State](repeating: SHA1State(), count: 7)
            Self.message.withUnsafeBytes { path.compress(&states, step: 1, $0.baseAddress!, count: count) }
            var last = SHA1State()
            Self.message.withUnsafeBytes { path.compress(&last, step: 0, $0.baseAddress!, count: count) }
            #expect(last == states[count])
            if count == 5 { first = states }
        }
        var states = [SHA1State](repeating: SHA1State(), count: 7)
        second = states
        Self.message.withUnsafeBytes { bytes in
            path.compressTwo(
                &states, bytes.baseAddress!, &second, bytes.baseAddress! + 64, step: 1, count: 5)
        }
        #expect(states == first)
        var moved = [SHA1State](repeating: SHA1State(), count: 7)
        Self.message.withUnsafeBytes {
            SHA1Path.portable.compress(&moved, step: 1, $0.baseAddress! + 64, count: 5)
        }
        #expect(second == moved)
    }

    @Test func onlyTheFortyLowerCaseDigitsAreTheDigest() {
        for seed in 1...50 as ClosedRange<UInt64> {
            var generator = SplitMix64(seed: seed)
            let state = Self.state(
                of: (0..<9).map { _ in UInt8.random(in: 0...255, using: &generator) }, by: .best)
            let digits = Hexadecimal.text(of: state.bytes)
            #expect(state.hexadecimal == digits)
            #expect(Self.isWritten(state, digits))
            for place in 0..<40 {
                var other = Array(digits.utf8)
                other[place] ^= 1
                #expect(!Self.isWritten(state, String(decoding: other, as: UTF8.self)))
            }
            #expect(!Self.isWritten(state, digits.uppercased()))
            #expect(!Self.isWritten(state, String(digits.dropLast())))
            #expect(!Self.isWritten(state, digits + "0"))
            #expect(!Self.isWritten(state, ""))
        }
    }

    private static func isWritten(_ state: SHA1State, _ text: String) -> Bool {
        Array(text.utf8).withUnsafeBytes { state.isWritten(as: $0) }
    }
}
