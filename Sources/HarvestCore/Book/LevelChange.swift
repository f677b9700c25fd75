/// One changed level as the stream tells it: what ``LiveBooks`` needs of a change, whoever read it.
public protocol LevelChange {
    /// The token's id, as bytes of the message.
    var token: UnsafeRawBufferPointer { get }
    /// The side of the book.
    var side: Side { get }
    /// Price in millionths of a USDC, 1 to 1,000,000.
    var price: UInt32 { get }
    /// Shares that rest there now, in millionths; zero removes the level.
    var size: UInt64 { get }
}
