/// How much of a document the reader takes before it refuses, so that no answer can fill the memory.
package struct JSONLimits: Hashable, Sendable {
    /// Length of the document, in bytes.
    package var byteCount: Int
    /// Values and keys in it.
    package var nodeCount: Int
    /// Arrays and objects inside each other.
    package var depth: Int

    /// Names the limits.
    package init(byteCount: Int, nodeCount: Int, depth: Int) {
        // Offsets are kept in 32 bits.
        self.byteCount = min(byteCount, Int(UInt32.max) - 1)
        self.nodeCount = nodeCount
        self.depth = depth
    }

    /// Ample for every recorded answer: the largest has 1.6 MB, 110,000 values and a depth of 6.
    package static let standard = JSONLimits(byteCount: 64 << 20, nodeCount: 8_000_000, depth: 64)
}
