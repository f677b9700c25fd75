extension HashedBook {
    /// Begins a snapshot, which replaces whatever was there. Levels follow in wire order, bids and then asks,
    /// and then `finish`. The timestamp is the text of milliseconds since 1970.
    public mutating func begin(
        market: UnsafeRawBufferPointer, token: UnsafeRawBufferPointer, timestamp: UnsafeRawBufferPointer
    ) {
        beginDocument()
        document.append(market)
        document.append("\",\"asset_id\":\"")
        document.append(token)
        openTimestamp()
        if era.hasTimestamp { document.append(timestamp) }
        openBids()
    }

    /// Adds the next level of a snapshot; nothing when none was begun. Price in millionths.
    public mutating func append(
        _ side: Side, price: UInt32, priceText: UnsafeRawBufferPointer, sizeText: UnsafeRawBufferPointer
    ) {
        guard isOpen else { return }
        let start = beginLevel(side)
        document.append(level: priceText, sizeText)
        note(side, price, from: start)
    }

    /// Adds the next level of a snapshot from its numbers, in millionths, written in their shortest form as
    /// the venue does; nothing when none was begun.
    public mutating func append(_ side: Side, price: UInt32, size: UInt64) {
        guard isOpen else { return }
        let start = beginLevel(side)
        document.append("{\"price\":\"")
        document.append(millionths: Int64(price))
        document.append("\",\"size\":\"")
        document.append(millionths: Int64(clamping: size))
        document.append("\"}")
        note(side, price, from: start)
    }

    /// Ends a snapshot. `false` when the era hashes rules that nobody gave, or when the levels were not in
    /// the order of the wire, bids ascending and asks descending, each price once; there is no book then.
    /// `false` as well when no snapshot was begun; then all stays as it was.
    public mutating func finish() -> Bool {
        guard isOpen else { return false }
        isOpen = false
        if !isPastBids { openAsks() }
        facts.render(era)
        facts.ending.withBytes { document.append($0) }
        isLoaded = isInOrder && (facts.hasRules || !era.hasRules)
        return isLoaded
    }

    /// Takes a book that was read before. What it lacks of rules and last trade stays as it was. `false` as
    /// with `finish`, and for a book without a time in an era that hashes it.
    public mutating func load(_ book: borrowing BookSnapshot) -> Bool {
        (isLoaded, isOpen) = (false, false)
        guard !era.hasTimestamp || book.timestamp != nil else { return false }
        takeFacts(of: book)
        beginDocument()
        document.append(escaping: book.conditionID.rawValue)
        document.append("\",\"asset_id\":\"")
        document.append(escaping: book.tokenID.rawValue)
        openTimestamp()
        if era.hasTimestamp, let timestamp = book.timestamp { document.append(escaping: timestamp) }
        openBids()
        for place in book.bids.indices { append(.bid, book.bids[place].price, place, of: book) }
        for place in book.asks.indices { append(.ask, book.asks[place].price, place, of: book) }
        return finish()
    }

    private mutating func append(_ side: Side, _ price: Price, _ place: Int, of book: borrowing BookSnapshot)
    {
        let start = beginLevel(side)
        document.append(level: place, side, of: book)
        note(side, UInt32(clamping: price.millionths), from: start)
    }

    private mutating func takeFacts(of book: borrowing BookSnapshot) {
        if let minimumOrderSize = book.minimumOrderSize, let tickSize = book.tickSize,
            let isNegRisk = book.isNegRisk
        {
            scratch.clear()
            scratch.append(escaping: minimumOrderSize)
            let end = scratch.count
            scratch.append(escaping: tickSize)
            scratch.withBytes {
                facts.setRules(
                    minimumOrderSize: UnsafeRawBufferPointer(rebasing: $0[..<end]),
                    tickSize: UnsafeRawBufferPointer(rebasing: $0[end...]), isNegRisk: isNegRisk)
            }
        }
        guard let lastTradePrice = book.lastTradePrice else { return }
        scratch.clear()
        scratch.append(escaping: lastTradePrice)
        scratch.withBytes { facts.setLastTradePrice($0) }
    }

    private mutating func beginDocument() {
        (isLoaded, isOpen, isInOrder, isPastBids) = (false, true, true, false)
        chain.changed(from: 0)
        document.clear()
        document.append("{\"market\":\"")
    }

    private mutating func openTimestamp() {
        document.append(era.hasTimestamp ? "\",\"timestamp\":\"" : "")
        timestampRange = document.count..<document.count
    }

    private mutating func openBids() {
        timestampRange = timestampRange.lowerBound..<document.count
        document.append("\",\"hash\":\"\",\"bids\":[")
        bids.clear(open: document.count)
        asks.clear(open: document.count)
    }

    private mutating func openAsks() {
        document.append("],\"asks\":[")
        asks.clear(open: document.count)
        isPastBids = true
    }

    /// Puts what stands in front of a level and gives the offset at which it begins.
    private mutating func beginLevel(_ side: Side) -> Int {
        if side == .ask, !isPastBids { openAsks() }
        if side == .bid, isPastBids { isInOrder = false }
        if (side == .bid ? bids.count : asks.count) > 0 { document.append(",") }
        return document.count
    }

    private mutating func note(_ side: Side, _ price: UInt32, from start: Int) {
        let isNext =
            side == .bid
            ? bids.note(price, start: start, end: document.count)
            : asks.note(price, start: start, end: document.count)
        isInOrder = isInOrder && isNext
    }
}
