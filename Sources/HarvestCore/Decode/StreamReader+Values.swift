/// Values of stream messages.
extension StreamReader {
    /// Requires the type of event.
    func require(_ type: StaticString) throws(WireProblem) {
        guard let found = fields.eventType else { throw WireProblem(.missing, at: start, key: "event_type") }
        guard found.says(type) else {
            throw WireProblem(.unreadable(wanted: type.description), at: start, key: "event_type")
        }
    }

    /// A text that has to be there.
    func text(_ value: WireText?, _ key: StaticString) throws(WireProblem) -> WireText {
        guard let value else { throw WireProblem(.missing, at: start, key: key) }
        return value
    }

    /// A decimal, `nil` when there is none or an empty text.
    func decimalIfPresent<Number: FixedPoint>(
        _ value: WireText?, _ key: StaticString
    ) throws(WireProblem) -> Number? {
        guard let value, !value.bytes.isEmpty else { return nil }
        return Number(millionths: Int64(clamping: try millionths(of: value, key)))
    }

    /// The millionths of a decimal.
    func millionths(of value: WireText, _ key: StaticString) throws(WireProblem) -> UInt64 {
        guard let number = value.millionths else {
            throw WireProblem(
                .unreadable(wanted: "a decimal of at most six decimals"), at: place(of: value), key: key)
        }
        return number
    }

    /// A best price; the venue writes `"0"` or `""` for an empty side.
    func priceOfSide(_ value: WireText?, _ key: StaticString) throws(WireProblem) -> Price? {
        guard let value, let price: Price = try decimalIfPresent(value, key), price > .zero else {
            return nil
        }
        guard price.millionths <= 1_000_000 else {
            throw WireProblem(.unreadable(wanted: "a price from 0 to 1"), at: place(of: value), key: key)
        }
        return price
    }

    /// A price above 0 and at most 1 that has to be there.
    func price(_ value: WireText?, _ key: StaticString) throws(WireProblem) -> Price {
        guard let price = try priceOfSide(value, key) else {
            guard let value else { throw WireProblem(.missing, at: start, key: key) }
            throw WireProblem(
                .unreadable(wanted: "a price above 0 and at most 1"), at: place(of: value), key: key)
        }
        return price
    }

    /// `BUY` or `SELL`.
    func side() throws(WireProblem) -> Side? {
        guard let value = fields.side, !value.bytes.isEmpty else { return nil }
        if value.says("BUY") { return .bid }
        if value.says("SELL") { return .ask }
        throw WireProblem(.unreadable(wanted: "BUY or SELL"), at: place(of: value), key: "side")
    }

    /// The time of the message.
    func time() throws(WireProblem) -> Timestamp? {
        guard let value = fields.timestamp else { return nil }
        guard let milliseconds = value.milliseconds else {
            throw WireProblem(
                .unreadable(wanted: "milliseconds since 1970"), at: place(of: value), key: "timestamp")
        }
        return Timestamp(milliseconds: Int64(milliseconds))
    }

    /// Where a value stands.
    func place(of value: WireText) -> UnsafeRawPointer { value.bytes.baseAddress ?? start }
}
