package import HarvestCore

/// The calls of a hashed book with texts in place of bytes, for tests that say what they mean.
extension HashedBook {
    /// Sets or removes a level; size "0" removes. The price must be a decimal.
    @discardableResult
    package mutating func apply(_ side: Side, _ price: String, _ size: String) -> Change {
        let value = UInt32(clamping: Price(exactly: price)?.millionths ?? 0)
        return Self.withBytes(of: price) { priceText in
            Self.withBytes(of: size) { sizeText in
                apply(
                    side, price: value, priceText: priceText, sizeText: sizeText, isRemoval: size == "0")
            }
        }
    }

    /// Sets the time of the last change.
    package mutating func setTimestamp(text: String) { Self.withBytes(of: text) { setTimestamp($0) } }

    /// Sets what the stream does not send.
    package mutating func setRules(minimumOrderSize: String, tickSize: String, isNegRisk: Bool) {
        Self.withBytes(of: minimumOrderSize) { size in
            Self.withBytes(of: tickSize) { tick in
                setRules(minimumOrderSize: size, tickSize: tick, isNegRisk: isNegRisk)
            }
        }
    }

    /// Sets the price of the last trade.
    package mutating func setLastTradePrice(text: String) {
        Self.withBytes(of: text) { setLastTradePrice($0) }
    }

    /// Whether this is the book's hash.
    package mutating func matches(text: String) -> Bool { Self.withBytes(of: text) { matches($0) } }

    /// Lends a text's bytes.
    package static func withBytes<Result>(
        of text: String, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        var text = text
        return text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    }
}
