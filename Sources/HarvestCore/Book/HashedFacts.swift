/// What of a book's document stands behind its levels, kept apart because a snapshot from the stream does not
/// bring all of it.
struct HashedFacts: Sendable {
    private var minimumOrderSize = SplicedText(capacity: 16)
    private var tickSize = SplicedText(capacity: 16)
    private var lastTradePrice = SplicedText(capacity: 16)
    private var isNegRisk = false
    /// Whether smallest order, price step and neg-risk flag are known.
    private(set) var hasRules = false
    /// The document from behind the last ask on.
    private(set) var ending = SplicedText()

    mutating func setRules(
        minimumOrderSize: UnsafeRawBufferPointer, tickSize: UnsafeRawBufferPointer, isNegRisk: Bool
    ) {
        Self.set(&self.minimumOrderSize, minimumOrderSize)
        Self.set(&self.tickSize, tickSize)
        self.isNegRisk = isNegRisk
        hasRules = true
    }

    mutating func setTickSize(_ text: UnsafeRawBufferPointer) { Self.set(&tickSize, text) }

    mutating func setLastTradePrice(_ text: UnsafeRawBufferPointer) { Self.set(&lastTradePrice, text) }

    /// Writes `ending` anew.
    mutating func render(_ era: BookHash.Era) {
        ending.clear()
        ending.append("]")
        if era.hasRules {
            ending.append(",\"min_order_size\":\"")
            minimumOrderSize.withBytes { ending.append($0) }
            ending.append("\",\"tick_size\":\"")
            tickSize.withBytes { ending.append($0) }
            ending.append(isNegRisk ? "\",\"neg_risk\":true" : "\",\"neg_risk\":false")
        }
        if era.hasLastTrade {
            ending.append(",\"last_trade_price\":\"")
            lastTradePrice.withBytes { ending.append($0) }
            ending.append("\"")
        }
        ending.append("}")
    }

    private static func set(_ text: inout SplicedText, _ bytes: UnsafeRawBufferPointer) {
        text.clear()
        text.append(bytes)
    }
}
