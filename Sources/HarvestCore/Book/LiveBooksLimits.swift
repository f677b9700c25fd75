/// The bounds of `LiveBooks`.
public struct LiveBooksLimits: Hashable, Sendable {
    /// Tokens known at once. It also bounds the time that ids with the same last 16 bytes can cost: a look-up
    /// tries all of them.
    public let mostTokens: Int
    /// Bytes of all ladders together: 16 and a quarter for each price step of each token, which is 1.6 kB at
    /// a tick of 0.01, 16 kB at 0.001 and 160 kB at 0.0001. Only what holds levels is ever touched.
    public let mostLadderBytes: Int

    /// Sets both bounds; tokens below 1 mean 1 and above 2³¹ − 1 that, bytes below 0 mean 0: no ladder at
    /// all.
    public init(mostTokens: Int, mostLadderBytes: Int) {
        self.mostTokens = min(max(mostTokens, 1), Int(Int32.max))
        self.mostLadderBytes = max(mostLadderBytes, 0)
    }

    /// 50,000 tokens and 2 GiB of ladders.
    public static let standard = LiveBooksLimits(mostTokens: 50_000, mostLadderBytes: 2 << 30)
}
