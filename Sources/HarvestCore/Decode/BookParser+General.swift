/// Any valid JSON of a book: other key order, unknown keys, blanks, escapes, levels in any order.
extension BookParser {
    /// Keys without which a document is no book.
    private struct Seen {
        var market = false, token = false, bids = false, asks = false

        func check(at place: UnsafeRawPointer) throws(WireProblem) {
            if !market { throw WireProblem(.missing, at: place, key: "market") }
            if !token { throw WireProblem(.missing, at: place, key: "asset_id") }
            if !bids { throw WireProblem(.missing, at: place, key: "bids") }
            if !asks { throw WireProblem(.missing, at: place, key: "asks") }
        }
    }

    /// Parses one document and nothing but blanks around it.
    @inline(never)
    mutating func parseGenerally(_ bytes: UnsafeRawBufferPointer) throws(BookParseError) {
        do throws(WireProblem) {
            var cursor = try WireCursor(over: bytes, limits)
            try object(&cursor)
            try cursor.expectEnd()
        } catch {
            throw BookParseError(error, in: bytes)
        }
    }

    /// Parses the rest of an array from its `[`, or from behind `count` books.
    @inline(never)
    mutating func withBooksGenerally(
        _ bytes: UnsafeRawBufferPointer, from place: UnsafeRawPointer, count: Int,
        _ body: (borrowing BookColumns) -> Void
    ) throws(BookParseError) -> Int {
        var count = count
        do throws(WireProblem) {
            var cursor = try WireCursor(over: bytes, limits)
            cursor.move(to: place)
            if count == 0 { try cursor.expect(UInt8(ascii: "["), "an array of books") }
            if cursor.take(UInt8(ascii: "]")) {
                try cursor.expectEnd()
                return count
            }
            if count > 0 { try cursor.expect(UInt8(ascii: ","), "a comma or ]") }
            repeat {
                cursor.skipBlanks()
                if let next = compact(cursor.place, cursor.end) {
                    cursor.move(to: next)
                } else {
                    try object(&cursor)
                }
                body(columns)
                count += 1
            } while cursor.take(UInt8(ascii: ","))
            try cursor.expect(UInt8(ascii: "]"), "a comma or ]")
            try cursor.expectEnd()
        } catch {
            throw BookParseError(error, in: bytes)
        }
        return count
    }

    /// Reads one object into the columns.
    private mutating func object(_ cursor: inout WireCursor) throws(WireProblem) {
        generalCount += 1
        cursor.skipBlanks()
        let start = cursor.place
        try cursor.expect(UInt8(ascii: "{"), "a book")
        forget()
        var seen = Seen()
        if !cursor.take(UInt8(ascii: "}")) {
            repeat {
                let key = BookKey(try cursor.text())
                try cursor.expect(UInt8(ascii: ":"), "a colon")
                try value(of: key, &cursor, &seen)
            } while cursor.take(UInt8(ascii: ","))
            try cursor.expect(UInt8(ascii: "}"), "a comma or }")
        }
        try seen.check(at: start)
        columns.document = UnsafeRawBufferPointer(start: start, count: cursor.place - start)
        try finishGenerally(at: start)
    }

    private mutating func forget() {
        let none = UnsafeRawBufferPointer(start: nil, count: 0)
        (columns.market, columns.token, columns.hash) = (none, none, none)
        (columns.milliseconds, columns.minimumOrderSize) = (0, 0)
        (columns.tickSize, columns.lastTradePrice) = (0, 0)
        (columns.isNegRisk, columns.isCompact) = (false, false)
        columns.bids.count = 0
        columns.asks.count = 0
    }

    private mutating func value(
        of key: BookKey?, _ cursor: inout WireCursor, _ seen: inout Seen
    ) throws(WireProblem) {
        switch key {
        case .bids:
            try levels(.bid, &cursor)
            seen.bids = true
        case .asks:
            try levels(.ask, &cursor)
            seen.asks = true
        case .market:
            columns.market = try cursor.text().bytes
            seen.market = true
        case .token:
            columns.token = try cursor.text().bytes
            seen.token = true
        case .hash:
            columns.hash = UnsafeRawBufferPointer(start: nil, count: 0)
            if try !cursor.takeNull() { columns.hash = try cursor.text().bytes }
        default: try rule(key, &cursor)
        }
    }

    private mutating func rule(_ key: BookKey?, _ cursor: inout WireCursor) throws(WireProblem) {
        guard let key else { return try cursor.skipValue() }
        // A key without a value takes back what one before it said: the last wins.
        let isNull = try cursor.takeNull()
        switch key {
        case .timestamp: columns.milliseconds = isNull ? 0 : try cursor.milliseconds("timestamp")
        case .isNegRisk: columns.isNegRisk = isNull ? false : try cursor.boolean("neg_risk")
        case .tickSize: columns.tickSize = isNull ? 0 : try share("tick_size", &cursor)
        case .lastTradePrice:
            let isNone = isNull ? true : takeEmptyText(&cursor)
            columns.lastTradePrice = isNone ? 0 : try share("last_trade_price", &cursor)
        case .minimumOrderSize:
            columns.minimumOrderSize = isNull ? 0 : try cursor.decimal("min_order_size")
        default: break
        }
    }

    /// The venue writes `""` where there was no trade.
    private func takeEmptyText(_ cursor: inout WireCursor) -> Bool {
        guard cursor.peek() == UInt8(ascii: "\""), cursor.left >= 2, cursor.place.reads("\"\"") else {
            return false
        }
        cursor.advance(2)
        return true
    }

    /// A decimal from 0 to 1.
    private func share(_ key: StaticString, _ cursor: inout WireCursor) throws(WireProblem) -> UInt32 {
        let place = cursor.place
        let value = try cursor.decimal(key)
        guard value <= 1_000_000 else {
            throw WireProblem(.unreadable(wanted: "a price from 0 to 1"), at: place, key: key)
        }
        return UInt32(value)
    }

    /// Orders both sides, finds the best prices and fills the totals.
    private mutating func finishGenerally(at start: UnsafeRawPointer) throws(WireProblem) {
        columns.bids.order(.bid)
        columns.asks.order(.ask)
        for side in [columns.bids, columns.asks] where side.sizesOverflow {
            throw WireProblem(.limit("shares that can be counted on one side"), at: start)
        }
        let (bids, asks) = (columns.bids, columns.asks)
        columns.bestBid = bids.count == 0 ? 0 : bids.prices[bids.count - 1]
        columns.bestAsk = asks.count == 0 ? 0 : asks.prices[asks.count - 1]
        let isOneSided = columns.bestBid == 0 || columns.bestAsk == 0
        let limits =
            isOneSided && bands.origin == .mid
            ? BandLimits.none : BandLimits(bands, bestBid: columns.bestBid, bestAsk: columns.bestAsk)
        sum(bids.count(within: limits, .bid), asks.count(within: limits, .ask))
    }
}
