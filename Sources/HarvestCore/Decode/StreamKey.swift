/// The keys of stream messages and of changes that are read.
enum StreamKey {
    case eventType, market, token, hash, side, transactionHash, price, size, fee, bestBid, bestAsk, spread
    case formerTickSize, tickSize, timestamp, changes, bids, asks

    /// The key a text names; `nil` for any other.
    @inline(__always)
    init?(_ text: WireText) {
        // Escapes only make a text longer, and none of these has one on the real wire.
        switch text.hasEscapes ? -1 : text.bytes.count {
        case 4 where text.says("hash"): self = .hash
        case 4 where text.says("side"): self = .side
        case 4 where text.says("size"): self = .size
        case 4 where text.says("bids"): self = .bids
        case 4 where text.says("asks"): self = .asks
        case 5 where text.says("price"): self = .price
        case 6 where text.says("market"): self = .market
        case 6 where text.says("spread"): self = .spread
        case 7 where text.says("changes"): self = .changes
        case 8 where text.says("asset_id"): self = .token
        case 8 where text.says("best_bid"): self = .bestBid
        case 8 where text.says("best_ask"): self = .bestAsk
        case 9 where text.says("timestamp"): self = .timestamp
        case 10 where text.says("event_type"): self = .eventType
        case 12 where text.says("fee_rate_bps"): self = .fee
        case 13 where text.says("old_tick_size"): self = .formerTickSize
        case 13 where text.says("new_tick_size"): self = .tickSize
        case 13 where text.says("price_changes"): self = .changes
        case 16 where text.says("transaction_hash"): self = .transactionHash
        case -1: self.init(escaped: text)
        default: return nil
        }
    }

    private init?(escaped text: WireText) {
        let key = text.unescaped.withUnsafeBytes { StreamKey(WireText(bytes: $0, hasEscapes: false)) }
        guard let key else { return nil }
        self = key
    }
}
