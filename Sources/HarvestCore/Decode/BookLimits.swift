/// How much of a book document is taken before it is refused, so that no answer can fill the memory.
public struct BookLimits: Hashable, Sendable {
    /// Most levels that can be asked for: no sum of sizes on the compact path can overflow an `Int64` then.
    ///
    /// That path takes sizes of up to 8 whole digits, below 10¹⁴ millionths, and 90,000 of them are below
    /// 9 · 10¹⁸ < 2⁶³. The general path takes 12 whole digits and asks for each sum.
    static let mostLevels = 90_000
    /// Deepest nesting that can be asked for: each level is a call, and a thread's stack may be small.
    static let mostDepth = 512

    /// Length of a document or of an array of them, in bytes.
    public let byteCount: Int
    /// Levels on one side; 16 to 90,000.
    public let levelCount: Int
    /// Arrays and objects inside each other, in values nobody reads; 1 to 512.
    public let depth: Int

    /// Names the limits; those outside what they may be are taken as the nearest that may.
    public init(byteCount: Int, levelCount: Int, depth: Int) {
        self.byteCount = max(0, byteCount)
        self.levelCount = min(max(16, levelCount), Self.mostLevels)
        self.depth = min(max(1, depth), Self.mostDepth)
    }

    /// 64 MB, 20,000 levels a side (a step of 0.0001 allows 9,999) and a depth of 64.
    public static let standard = BookLimits(byteCount: 64 << 20, levelCount: 20_000, depth: 64)
}
