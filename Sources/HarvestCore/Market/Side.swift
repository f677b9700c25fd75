/// Side of an order book.
public enum Side: String, Hashable, Sendable, CaseIterable {
    /// Those who want to buy.
    case bid
    /// Those who want to sell.
    case ask
}
