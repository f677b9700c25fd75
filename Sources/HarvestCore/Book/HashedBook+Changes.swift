extension HashedBook {
    /// Sets the size at a price, or takes the level away. That a level to remove was not there is no error:
    /// the change says `absent`.
    ///
    /// - Parameters:
    ///   - side: the side of the book.
    ///   - price: millionths.
    ///   - priceText: the price as it came, without quotes.
    ///   - sizeText: the size as it came, without quotes; not read when the level is removed.
    ///   - isRemoval: whether the size is zero.
    @discardableResult
    public mutating func apply(
        _ side: Side, price: UInt32, priceText: UnsafeRawBufferPointer, sizeText: UnsafeRawBufferPointer,
        isRemoval: Bool
    ) -> Change {
        guard isLoaded else { return .ignored }
        guard !isRemoval else { return remove(side, price) }
        scratch.clear()
        scratch.append(",")
        scratch.append(level: priceText, sizeText)
        scratch.append(",")
        let before = document.count
        let (change, offset) =
            side == .bid
            ? bids.set(price, to: scratch, in: &document) : asks.set(price, to: scratch, in: &document)
        noteChange(side, from: offset, growth: document.count - before)
        return change
    }

    /// Sets the time of the last change, milliseconds since 1970 as text; without effect in the era without.
    public mutating func setTimestamp(_ text: UnsafeRawBufferPointer) {
        scratch.clear()
        scratch.append(text)
        putTimestamp()
    }

    /// Sets the time of the last change, in milliseconds since 1970.
    public mutating func setTimestamp(milliseconds: UInt64) {
        scratch.clear()
        scratch.append(decimal: milliseconds)
        putTimestamp()
    }

    /// Sets what the stream does not send with a book; stays through snapshots. The texts as they came.
    public mutating func setRules(
        minimumOrderSize: UnsafeRawBufferPointer, tickSize: UnsafeRawBufferPointer, isNegRisk: Bool
    ) {
        facts.setRules(minimumOrderSize: minimumOrderSize, tickSize: tickSize, isNegRisk: isNegRisk)
        putEnding()
    }

    /// Sets the smallest price step; stays through snapshots.
    public mutating func setTickSize(_ text: UnsafeRawBufferPointer) {
        facts.setTickSize(text)
        putEnding()
    }

    /// Sets the price of the market's last trade, the same for both its tokens; stays through snapshots. No
    /// text at all, as at first, says that there was none.
    public mutating func setLastTradePrice(_ text: UnsafeRawBufferPointer) {
        facts.setLastTradePrice(text)
        putEnding()
    }

    private mutating func remove(_ side: Side, _ price: UInt32) -> Change {
        let before = document.count
        let (change, offset) =
            side == .bid ? bids.remove(price, from: &document) : asks.remove(price, from: &document)
        noteChange(side, from: offset, growth: document.count - before)
        return change
    }

    private mutating func noteChange(_ side: Side, from offset: Int?, growth: Int) {
        if side == .bid { asks.open += growth }
        if let offset { chain.changed(from: offset) }
    }

    private mutating func putTimestamp() {
        guard isLoaded, era.hasTimestamp else { return }
        let growth = scratch.count - timestampRange.count
        guard let offset = document.replace(timestampRange, with: scratch, 0..<scratch.count) else { return }
        timestampRange = timestampRange.lowerBound..<(timestampRange.upperBound + growth)
        bids.open += growth
        asks.open += growth
        chain.changed(from: offset)
    }

    private mutating func putEnding() {
        guard isLoaded else { return }
        facts.render(era)
        let ending = asks.end..<document.count
        let offset = document.replace(ending, with: facts.ending, 0..<facts.ending.count)
        if let offset { chain.changed(from: offset) }
    }
}
