/// The keys of a book document that are read.
enum BookKey {
    case market, token, timestamp, hash, bids, asks, minimumOrderSize, tickSize, isNegRisk, lastTradePrice

    /// The key a text names; `nil` for any other.
    @inline(__always)
    init?(_ text: WireText) {
        // Escapes only make a text longer, and none of these has one on the real wire.
        switch text.hasEscapes ? -1 : text.bytes.count {
        case 4 where text.says("bids"): self = .bids
        case 4 where text.says("asks"): self = .asks
        case 4 where text.says("hash"): self = .hash
        case 6 where text.says("market"): self = .market
        case 8 where text.says("asset_id"): self = .token
        case 8 where text.says("neg_risk"): self = .isNegRisk
        case 9 where text.says("timestamp"): self = .timestamp
        case 9 where text.says("tick_size"): self = .tickSize
        case 14 where text.says("min_order_size"): self = .minimumOrderSize
        case 16 where text.says("last_trade_price"): self = .lastTradePrice
        case -1: self.init(escaped: text)
        default: return nil
        }
    }

    private init?(escaped text: WireText) {
        let key = text.unescaped.withUnsafeBytes { BookKey(WireText(bytes: $0, hasEscapes: false)) }
        guard let key else { return nil }
        self = key
    }
}
