extension HashedBook {
    /// Applies a change of a parsed stream message. The message's time goes in by
    /// ``setTimestamp(milliseconds:)``.
    @discardableResult
    public mutating func apply(_ change: borrowing PriceChange) -> Change {
        apply(
            change.side, price: change.price, priceText: change.priceText, sizeText: change.sizeText,
            isRemoval: change.size == 0)
    }
}
