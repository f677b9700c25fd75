/// One changed level of one book, as the stream sends it; valid while the parsed bytes are lent.
///
/// The size is what rests at the price from now on, not a difference: zero removes the level.
public struct PriceChange: LevelChange {
    var tokenStart: UnsafeRawPointer
    var hashStart: UnsafeRawPointer
    var priceStart: UnsafeRawPointer
    var sizeStart: UnsafeRawPointer
    /// Shares resting at the price from now on, in millionths; zero removes the level.
    public internal(set) var size: UInt64
    /// Price in the lower half, best bid in the upper, in millionths: they are converted together.
    var prices: UInt64
    /// Best ask after the change, in millionths; zero when there is none or it was not said.
    public internal(set) var bestAsk: UInt32
    var tokenLength: UInt16
    var hashLength: UInt16
    var priceLength: UInt16
    var sizeLength: UInt16
    /// The side of the book that changed.
    public internal(set) var side: Side

    /// Price in millionths.
    public var price: UInt32 { UInt32(truncatingIfNeeded: prices) }

    /// Best bid after the change, in millionths; zero when there is none or it was not said.
    public var bestBid: UInt32 { UInt32(truncatingIfNeeded: prices &>> 32) }

    /// Token, the key of the book.
    public var token: UnsafeRawBufferPointer { .init(start: tokenStart, count: Int(tokenLength)) }

    /// Price and size as plain values; the size is the shares resting there from now on.
    public var level: Level {
        Level(price: Price(millionths: Int64(price)), size: Size(millionths: Int64(clamping: size)))
    }

    /// The venue's hash of the whole book after the change; empty when it was not said.
    public var hash: UnsafeRawBufferPointer { .init(start: hashStart, count: Int(hashLength)) }

    /// The price as it was written.
    public var priceText: UnsafeRawBufferPointer { .init(start: priceStart, count: Int(priceLength)) }

    /// The size as it was written.
    public var sizeText: UnsafeRawBufferPointer { .init(start: sizeStart, count: Int(sizeLength)) }
}
