/// One price of a book and the shares resting at it.
public struct Level: Hashable, Sendable {
    /// Price of a share, in USDC.
    public var price: Price
    /// Shares resting at the price.
    public var size: Size

    /// Joins price and size.
    public init(price: Price, size: Size) {
        self.price = price
        self.size = size
    }
}
