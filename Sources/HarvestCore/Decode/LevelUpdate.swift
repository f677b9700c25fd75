/// One changed level of one book as plain values, to keep and to pass on; ``PriceChange`` is the same where
/// nothing may be copied.
public struct LevelUpdate: Hashable, Sendable {
    /// Condition of the market; `nil` when it was not said.
    public var conditionID: ConditionID?
    /// Token, the key of the book.
    public var tokenID: TokenID
    /// The side of the book that changed.
    public var side: Side
    /// The price, and the shares that rest there from now on: none when the level is gone.
    public var level: Level
    /// Best bid after the change; `nil` when there is none or it was not said.
    public var bestBid: Price?
    /// Best ask after the change; `nil` when there is none or it was not said.
    public var bestAsk: Price?
    /// The venue's hash of the whole book after the change; `nil` when it was not said.
    public var hash: String?
    /// Time of the change.
    public var time: Timestamp

    /// Copies a change out of the message it stands in.
    init(_ change: borrowing PriceChange, of message: borrowing PriceChanges) {
        conditionID = message.market.isEmpty ? nil : ConditionID(Self.text(message.market))
        tokenID = TokenID(Self.text(change.token))
        side = change.side
        level = change.level
        bestBid = change.bestBid == 0 ? nil : Price(millionths: Int64(change.bestBid))
        bestAsk = change.bestAsk == 0 ? nil : Price(millionths: Int64(change.bestAsk))
        hash = change.hash.isEmpty ? nil : Self.text(change.hash)
        time = Timestamp(milliseconds: Int64(clamping: message.milliseconds))
    }

    /// Slices keep their escapes; nothing the venue writes in these places has any.
    private static func text(_ slice: UnsafeRawBufferPointer) -> String {
        let text = WireText(bytes: slice, hasEscapes: slice.contains(UInt8(ascii: "\\")))
        return text.string
    }
}
