/// How the bytes of an answer travel.
struct Delivery: Sendable {
    /// Waits before the first byte.
    var delay = Duration.zero
    /// Stops after so many bytes and closes, although more were announced.
    var cut: Int?
    /// Bytes at a time, and the wait between.
    var drip: (bytes: Int, every: Duration)?
    /// Repeats the body without end.
    var isEndless = false
    /// Closes the connection without an answer.
    var isDropped = false

    /// Whether the body can be handed over in one piece.
    var isPlain: Bool { cut == nil && drip == nil && !isEndless }
}
