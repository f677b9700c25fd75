/// The states SHA-1 has before each block of a text, as far as they still hold.
///
/// A change spoils the states behind its block and no other, so a digest begins at the first changed block.
/// What the text is, and what changed in it, the owner says.
struct HashChain: Sendable {
    /// `states[n]` is the state before block n; of these the first `provenCount + 1` hold.
    private var states: [SHA1State] = [SHA1State()]
    /// Blocks that need not be hashed again.
    private(set) var provenCount = 0
    private let path: SHA1Path

    init(by path: SHA1Path) { self.path = path }

    /// Something changed at this offset or behind it.
    mutating func changed(from offset: Int) {
        provenCount = min(provenCount, offset / SHA1State.blockByteCount)
    }

    /// The digest of a text, hashing only what changed.
    mutating func digest(of text: inout SplicedText) -> SHA1State {
        let proven = provenCount
        provenCount = text.count / SHA1State.blockByteCount
        return text.withPadding { bytes in
            let count = bytes.count / SHA1State.blockByteCount
            reserve(count)
            return states.withUnsafeMutableBufferPointer { states in
                if let start = states.baseAddress, let blocks = bytes.baseAddress {
                    path.compress(
                        start + proven, step: 1, blocks + SHA1State.blockByteCount * proven,
                        count: count - proven)
                }
                return states[count]
            }
        }
    }

    /// The digests of two texts, of which as many blocks as both have to hash go side by side.
    static func digests(
        _ first: inout HashChain, of firstText: inout SplicedText,
        _ second: inout HashChain, of secondText: inout SplicedText
    ) -> (SHA1State, SHA1State) {
        let count = min(first.openCount(of: firstText), second.openCount(of: secondText))
        first.hashTogether(count, of: &firstText, with: &second, of: &secondText)
        return (first.digest(of: &firstText), second.digest(of: &secondText))
    }

    /// Whole blocks of a text that have to be hashed.
    private func openCount(of text: borrowing SplicedText) -> Int {
        text.count / SHA1State.blockByteCount - provenCount
    }

    private mutating func hashTogether(
        _ count: Int, of text: inout SplicedText, with other: inout HashChain, of otherText: inout SplicedText
    ) {
        guard count > 0 else { return }
        reserve(provenCount + count)
        other.reserve(other.provenCount + count)
        text.withBytes { bytes in
            otherText.withBytes { otherBytes in
                guard let blocks = bytes.baseAddress, let otherBlocks = otherBytes.baseAddress else { return }
                compress(blocks, with: &other, otherBlocks, count)
            }
        }
        provenCount += count
        other.provenCount += count
    }

    private mutating func compress(
        _ blocks: UnsafeRawPointer, with other: inout HashChain, _ otherBlocks: UnsafeRawPointer, _ count: Int
    ) {
        let (proven, otherProven) = (provenCount, other.provenCount)
        let path = path
        states.withUnsafeMutableBufferPointer { states in
            other.states.withUnsafeMutableBufferPointer { otherStates in
                guard let start = states.baseAddress, let otherStart = otherStates.baseAddress else { return }
                path.compressTwo(
                    start + proven, blocks + SHA1State.blockByteCount * proven, otherStart + otherProven,
                    otherBlocks + SHA1State.blockByteCount * otherProven, step: 1, count: count)
            }
        }
    }

    /// Makes room for the states of so many blocks and the one after the last.
    private mutating func reserve(_ blockCount: Int) {
        guard states.count <= blockCount else { return }
        states.append(
            contentsOf: repeatElement(SHA1State(), count: max(states.count, blockCount + 1 - states.count)))
    }
}
