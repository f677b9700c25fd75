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
            let key = try cursor.text()
            try cursor.expect(UInt8(ascii: ":"), "a colon")
            cursor.skipBlanks()
            let start = cursor.place
            let value = try cursor.scalar()
            keep(value, of: key, at: start)
        } while cursor.take(UInt8(ascii: ","))
        try cursor.expect(UInt8(ascii: "}"), "a comma or }")
    }

    private static let places: [(StaticString, any WritableKeyPath<StreamFields, WireText?> & Sendable)] = [
        ("event_type", \.eventType), ("market", \.market), ("asset_id", \.token), ("hash", \.hash),
        ("side", \.side), ("transaction_hash", \.transactionHash), ("price", \.price), ("size", \.size),
        ("fee_rate_bps", \.fee), ("best_bid", \.bestBid), ("best_ask", \.bestAsk), ("spread", \.spread),
        ("old_tick_size", \.formerTickSize), ("new_tick_size", \.tickSize), ("timestamp", \.timestamp),
    ]

    private mutating func keep(_ value: WireText?, of key: WireText, at start: UnsafeRawPointer) {
        for (name, path) in Self.places where key.says(name) { return self[keyPath: path] = value }
        if key.says("price_changes") || key.says("changes") { changes = start }
        if key.says("bids") { hasBids = true }
        if key.says("asks") { hasAsks = true }
    }
}
