/// How much of a book document is taken before it is refused, so that no answer can fill the memory.
public struct BookLimits: Hashable, Sendable {
    /// Length of a document or of an array of them, in bytes.
    public var byteCount: Int
    /// Levels on one side.
    public var levelCount: Int
    /// Arrays and objects inside each other, in values nobody reads.
    public var depth: Int

    /// Names the limits; at least 16 levels are always taken.
    public init(byteCount: Int, levelCount: Int, depth: Int) {
        self.byteCount = max(0, byteCount)
        self.levelCount = max(16, levelCount)
        self.depth = max(1, depth)
    }

    /// 64 MB, 20,000 levels a side (a step of 0.0001 allows 9,999) and a depth of 64.
    public static let standard = BookLimits(byteCount: 64 << 20, levelCount: 20_000, depth: 64)
}
