/// The members of one stream message, or of one changed level in it, that anything reads.
struct StreamFields {
    var eventType: WireText?
    var market, token, hash, side, transactionHash: WireText?
    var price, size, fee, bestBid, bestAsk, spread, formerTickSize, tickSize: WireText?
    var timestamp: WireText?
    /// Where the array of changes starts.
    var changes: UnsafeRawPointer?
    var hasBids = false, hasAsks = false

    /// Passes an object and keeps its members; the last of several with one key.
    init(_ cursor: inout WireCursor) throws(WireProblem) {
        try cursor.expect(UInt8(ascii: "{"), "an object")
        if cursor.take(UInt8(ascii: "}")) { return }
        repeat {
            let key = StreamKey(try cursor.text())
            try cursor.expect(UInt8(ascii: ":"), "a colon")
            cursor.skipBlanks()
            let start = cursor.place
            let value = try cursor.scalar()
            keep(value, of: key, at: start)
        } while cursor.take(UInt8(ascii: ","))
        try cursor.expect(UInt8(ascii: "}"), "a comma or }")
    }

    private mutating func keep(_ value: WireText?, of key: StreamKey?, at start: UnsafeRawPointer) {
        switch key {
        case .eventType: eventType = value
        case .market: market = value
        case .token: token = value
        case .hash: hash = value
        case .side: side = value
        case .transactionHash: transactionHash = value
        case .price: price = value
        case .size: size = value
        case .fee: fee = value
        case .bestBid: bestBid = value
        case .bestAsk: bestAsk = value
        case .spread: spread = value
        case .formerTickSize: formerTickSize = value
        case .tickSize: tickSize = value
        case .timestamp: timestamp = value
        case .changes: changes = start
        case .bids: hasBids = true
        case .asks: hasAsks = true
        case nil: break
        }
    }
}
