/// How much of an answer is read before it is refused, so that no server can fill the memory.
public struct ResponseLimits: Hashable, Sendable {
    /// Body bytes as they come over the wire; default 32 MiB.
    public var wireBytes: Int
    /// Body bytes after inflation; default 128 MiB.
    public var decodedBytes: Int
    /// Decoded bytes for each wire byte; default 200. Real JSON stays below 50.
    public var ratio: Int
    /// Decoded bytes from which on the ratio counts; default 1 MiB, because short bodies may repeat
    /// themselves.
    public var ratioFloorBytes: Int

    /// Makes limits.
    public init(
        wireBytes: Int = 32 << 20, decodedBytes: Int = 128 << 20, ratio: Int = 200,
        ratioFloorBytes: Int = 1 << 20
    ) {
        self.wireBytes = wireBytes
        self.decodedBytes = decodedBytes
        self.ratio = ratio
        self.ratioFloorBytes = ratioFloorBytes
    }
}
