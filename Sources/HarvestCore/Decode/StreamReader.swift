/// Reads stream messages in any valid JSON.
struct StreamReader {
    let fields: StreamFields
    let start: UnsafeRawPointer
    let end: UnsafeRawPointer
    let depth: Int

    /// Reads one message and gives what `body` makes of it.
    static func read<Result>(
        _ bytes: UnsafeRawBufferPointer, _ limits: BookLimits,
        _ body: (StreamReader) throws(WireProblem) -> Result
    ) throws(BookParseError) -> Result {
        do throws(WireProblem) {
            var cursor = try WireCursor(over: bytes, limits)
            cursor.skipBlanks()
            let start = cursor.place
            let fields = try StreamFields(&cursor)
            try cursor.expectEnd()
            return try body(
                StreamReader(fields: fields, start: start, end: cursor.end, depth: limits.depth))
        } catch {
            throw BookParseError(error, in: bytes)
        }
    }

    /// Passes a frame and lends each of its messages; how many there were.
    static func split(
        _ frame: UnsafeRawBufferPointer, _ limits: BookLimits, _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(BookParseError) -> Int {
        do throws(WireProblem) {
            var cursor = try WireCursor(over: frame, limits)
            let isArray = cursor.take(UInt8(ascii: "["))
            var count = 0
            if !isArray || !cursor.take(UInt8(ascii: "]")) {
                repeat {
                    cursor.skipBlanks()
                    let start = cursor.place
                    try cursor.skipValue()
                    body(UnsafeRawBufferPointer(start: start, count: cursor.place - start))
                    count += 1
                } while isArray && cursor.take(UInt8(ascii: ","))
                if isArray { try cursor.expect(UInt8(ascii: "]"), "a comma or ]") }
            }
            try cursor.expectEnd()
            return count
        } catch {
            throw BookParseError(error, in: frame)
        }
    }

    /// What the message is about.
    func kind() throws(WireProblem) -> StreamMessageKind {
        let named: [(StaticString, StreamMessageKind)] = [
            ("book", .book), ("price_change", .priceChange), ("last_trade_price", .lastTradePrice),
            ("tick_size_change", .tickSizeChange), ("best_bid_ask", .bestBidAsk),
        ]
        guard let type = fields.eventType else { return fields.hasBids && fields.hasAsks ? .book : .other }
        return named.first { type.says($0.0) }?.1 ?? .other
    }

    /// A trade.
    func lastTrade() throws(WireProblem) -> LastTrade {
        try require("last_trade_price")
        return LastTrade(
            conditionID: ConditionID(try text(fields.market, "market").string),
            tokenID: TokenID(try text(fields.token, "asset_id").string),
            price: try price(fields.price, "price"), priceText: fields.price?.string ?? "",
            size: try decimalIfPresent(fields.size, "size"),
            side: try side(), feeBasisPoints: try decimalIfPresent(fields.fee, "fee_rate_bps"),
            time: try time(), transactionHash: fields.transactionHash?.string)
    }

    /// Another price step.
    func tickSizeChange() throws(WireProblem) -> TickSizeChange {
        try require("tick_size_change")
        return TickSizeChange(
            conditionID: ConditionID(try text(fields.market, "market").string),
            tokenID: TokenID(try text(fields.token, "asset_id").string),
            formerTickSize: try decimalIfPresent(fields.formerTickSize, "old_tick_size"),
            tickSize: try price(fields.tickSize, "new_tick_size"), time: try time())
    }

    /// Another top of book.
    func bestBidAsk() throws(WireProblem) -> BestBidAsk {
        try require("best_bid_ask")
        return BestBidAsk(
            conditionID: ConditionID(try text(fields.market, "market").string),
            tokenID: TokenID(try text(fields.token, "asset_id").string),
            bestBid: try priceOfSide(fields.bestBid, "best_bid"),
            bestAsk: try priceOfSide(fields.bestAsk, "best_ask"),
            spread: try decimalIfPresent(fields.spread, "spread"), time: try time())
    }
}
