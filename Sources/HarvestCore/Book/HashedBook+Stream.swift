extension HashedBook {
    /// Applies a change of a parsed stream message. The message's time goes in by
    /// ``setTimestamp(milliseconds:)``.
    @discardableResult
    public mutating func apply(_ change: borrowing PriceChange) -> Change {
        apply(
            change.side, price: change.price, priceText: change.priceText, sizeText: change.sizeText,
            isRemoval: change.size == 0)
    }

    /// Sets the market's last trade as the stream tells it. Its book's own record of it may be this price or
    /// one minus it, and may be written with other zeros: a hash that does not hold afterwards asks for a
    /// snapshot.
    public mutating func setLastTrade(_ trade: LastTrade) {
        var text = trade.priceText
        text.withUTF8 { setLastTradePrice(UnsafeRawBufferPointer($0)) }
    }
}
