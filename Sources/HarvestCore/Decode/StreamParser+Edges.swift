/// Best prices at the edges: what the venue writes for a side that is empty, and a price of 1.
extension StreamParser {
    /// Reads both best prices of a change of which at least one does not start with `0.`; the place of the
    /// quote that ends the second.
    ///
    /// Out of line, so that changes of two-sided books pay nothing for it.
    @inline(never)
    static func edges(
        _ start: UnsafeRawPointer, _ price: UInt32, _ tables: DigitTables.View,
        _ change: UnsafeMutablePointer<PriceChange>
    ) -> UnsafeRawPointer? {
        guard DigitLanes.aboveNine(UInt64(price)) == 0, start.reads("\",\"best_bid\":\""),
            let bid = edge(start + 14, tables), bid.end.reads("\",\"best_ask\":\""),
            let ask = edge(bid.end + 14, tables)
        else { return nil }
        change.pointee.prices = UInt64(DigitLanes.fraction(price)) | UInt64(bid.millionths) &<< 32
        change.pointee.bestAsk = ask.millionths
        return ask.end
    }

    /// What stands from a quote on, `0"`, `"`, `1"` or `0.31"`, and the place of the quote that ends it.
    @inline(__always)
    private static func edge(
        _ start: UnsafeRawPointer, _ tables: DigitTables.View
    ) -> (millionths: UInt32, end: UnsafeRawPointer)? {
        if start.byte(0) == UInt8(ascii: "\"") { return (0, start) }
        if start.reads("0\"") { return (0, start + 1) }
        if start.reads("1\"") { return (1_000_000, start + 1) }
        guard start.reads("0.") else { return nil }
        let word = start.eight(2)
        let length = DigitLanes.run(word)
        let digits = tables.price(word, length)
        guard DigitLanes.aboveNine(UInt64(digits)) == 0 else { return nil }
        return (DigitLanes.fraction(digits), start + (2 &+ length))
    }
}
