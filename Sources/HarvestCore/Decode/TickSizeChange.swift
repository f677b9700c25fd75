/// Another price step of a book, as the stream tells it.
public struct TickSizeChange: Hashable, Sendable {
    /// Condition of the market.
    public var conditionID: ConditionID
    /// Token.
    public var tokenID: TokenID
    /// The step until now; `nil` when it was not said.
    public var formerTickSize: Price?
    /// The step from now on.
    public var tickSize: Price
    /// Time of the change.
    public var time: Timestamp?
}
