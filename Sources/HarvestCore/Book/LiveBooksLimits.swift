/// The bounds of `LiveBooks`.
public struct LiveBooksLimits: Hashable, Sendable {
    /// Tokens known at once.
    public var mostTokens: Int
    /// Bytes of all ladders together: 16 and a quarter for each price step of each token, which is 1.6 kB at
    /// a tick of 0.01, 16 kB at 0.001 and 160 kB at 0.0001. Only what holds levels is ever touched.
    public var mostLadderBytes: Int

    /// Sets both bounds.
    public init(mostTokens: Int, mostLadderBytes: Int) {
        self.mostTokens = mostTokens
        self.mostLadderBytes = mostLadderBytes
    }

    /// 50,000 tokens and 2 GiB of ladders.
    public static let standard = LiveBooksLimits(mostTokens: 50_000, mostLadderBytes: 2 << 30)
}
