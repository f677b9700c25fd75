/// The venue's own rendering, verified byte by byte: all keys in order, no blanks, ordered levels.
extension BookParser {
    /// Bytes a document must have for the header to be looked at without asking again.
    private static var leastBytes: Int { 320 }
    /// Bytes of the shortest tail, one of a market without a trade.
    private static var leastTail: Int { 78 }

    /// Where the parts of a header are.
    private struct Header {
        var market, token, hash: UnsafeRawPointer
        var tokenLength: Int
        var milliseconds: UInt64
        /// The `[` of the bids.
        var bids: UnsafeRawPointer
    }

    /// What stands after the levels.
    private struct Tail {
        var minimumOrderSize: UInt64
        var tickSize, lastTradePrice: UInt32
        var isNegRisk: Bool
        var end: UnsafeRawPointer
    }

    /// Reads a document from `{` on; the place after its `}`, `nil` when it is of another rendering.
    @inline(never)
    mutating func compact(_ start: UnsafeRawPointer, _ end: UnsafeRawPointer) -> UnsafeRawPointer? {
        guard end - start >= Self.leastBytes, let header = Self.header(start) else { return nil }
        let tables = tables.view
        guard
            let middle = LevelKernel.read(
                header.bids, end, tables, into: &columns.bids, capacity: capacity),
            middle.reads(",\"asks\":"),
            let rest = LevelKernel.read(
                middle + 8, end, tables, into: &columns.asks, capacity: capacity),
            let tail = Self.tail(rest, end, tables), finishCompact()
        else { return nil }
        columns.market = UnsafeRawBufferPointer(start: header.market, count: 66)
        columns.token = UnsafeRawBufferPointer(start: header.token, count: header.tokenLength)
        columns.hash = UnsafeRawBufferPointer(start: header.hash, count: 40)
        columns.document = UnsafeRawBufferPointer(start: start, count: tail.end - start)
        columns.milliseconds = header.milliseconds
        columns.minimumOrderSize = tail.minimumOrderSize
        columns.tickSize = tail.tickSize
        columns.lastTradePrice = tail.lastTradePrice
        columns.isNegRisk = tail.isNegRisk
        columns.isCompact = true
        return tail.end
    }

    /// `{"market":"0x…","asset_id":"…","timestamp":"…","hash":"…","bids":` with a token of 72 to 79 digits.
    @inline(__always)
    private static func header(_ start: UnsafeRawPointer) -> Header? {
        guard start.reads("{\"market\":\"0x"), start.reads("\",\"asset_id\":\"", 77) else { return nil }
        let token = start + 91
        let stop = (token.eight(72) & DigitLanes.digitBits) ^ DigitLanes.digitBits
        if stop == 0 { return nil }
        let length = 72 &+ DigitLanes.firstByte(stop)
        let time = token + length
        guard time.reads("\",\"timestamp\":\""), let milliseconds = DigitLanes.milliseconds(time + 15),
            time.reads("\",\"hash\":\"", 28)
        else { return nil }
        let hash = time + 38
        guard hash.reads("\",\"bids\":", 40), isHexadecimal(start + 13, hash), isDecimal(token, length)
        else { return nil }
        return Header(
            market: start + 11, token: token, hash: hash, tokenLength: length, milliseconds: milliseconds,
            bids: hash + 49)
    }

    @inline(__always)
    private static func isHexadecimal(_ market: UnsafeRawPointer, _ hash: UnsafeRawPointer) -> Bool {
        let inMarket =
            DigitLanes.hexadecimal(market.sixteen(0)) & DigitLanes.hexadecimal(market.sixteen(16))
            & DigitLanes.hexadecimal(market.sixteen(32)) & DigitLanes.hexadecimal(market.sixteen(48))
        let inHash =
            DigitLanes.hexadecimal(hash.sixteen(0)) & DigitLanes.hexadecimal(hash.sixteen(16))
            & DigitLanes.hexadecimal(hash.sixteen(24))
        return DigitLanes.isFull(inMarket & inHash)
    }

    @inline(__always)
    private static func isDecimal(_ token: UnsafeRawPointer, _ length: Int) -> Bool {
        let zeros = SIMD16<UInt8>(repeating: 0x30)
        let head = DigitLanes.larger(token.sixteen(0) ^ zeros, token.sixteen(16) ^ zeros)
        let body = DigitLanes.larger(token.sixteen(32) ^ zeros, token.sixteen(48) ^ zeros)
        let rest = DigitLanes.larger(token.sixteen(56) ^ zeros, (token + length).sixteen(-16) ^ zeros)
        let seen = DigitLanes.larger(DigitLanes.larger(head, body), rest)
        return !DigitLanes.isAny(seen, above: SIMD16(repeating: 9))
    }

    /// `,"min_order_size":"5","tick_size":"0.01","neg_risk":false,"last_trade_price":"0.5"}`.
    @inline(__always)
    private static func tail(
        _ start: UnsafeRawPointer, _ end: UnsafeRawPointer, _ tables: DigitTables.View
    ) -> Tail? {
        guard end - start >= leastTail, start.reads(",\"min_order_size\":\"") else { return nil }
        let least = start.eight(19)
        let leastLength = DigitLanes.run(least)
        if leastLength == 0 { return nil }
        let leastDigits =
            (least ^ DigitLanes.zeros) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* leastLength)
        let tick = start + (19 &+ leastLength)
        guard tick.reads("\",\"tick_size\":\"0.") else { return nil }
        let tickLength = DigitLanes.run(tick.eight(17))
        let tickDigits = tables.price(tick.eight(17), tickLength)
        let risk = tick + (17 &+ tickLength)
        guard risk.reads("\",\"neg_risk\":") else { return nil }
        let isTrue = risk.reads("true", 13)
        guard isTrue || risk.reads("false", 13) else { return nil }
        let trade = risk + (isTrue ? 17 : 18)
        guard let (tradeDigits, close) = lastTrade(trade, end, tables) else { return nil }
        let wrong =
            DigitLanes.aboveNine(UInt64(tickDigits)) | DigitLanes.aboveNine(UInt64(tradeDigits))
            | DigitLanes.aboveNine(leastDigits)
        guard end - close >= 2, close.reads("\"}"), wrong == 0 else { return nil }
        return Tail(
            minimumOrderSize: DigitLanes.eightDigits(leastDigits) &* 1_000_000,
            tickSize: DigitLanes.fraction(tickDigits), lastTradePrice: DigitLanes.fraction(tradeDigits),
            isNegRisk: isTrue, end: close + 2)
    }

    /// `,"last_trade_price":"0.5` or the same with nothing, by digit values; and the place behind it.
    @inline(__always)
    private static func lastTrade(
        _ start: UnsafeRawPointer, _ end: UnsafeRawPointer, _ tables: DigitTables.View
    ) -> (digits: UInt32, close: UnsafeRawPointer)? {
        guard end - start >= 23, start.reads(",\"last_trade_price\":\"") else { return nil }
        if start.reads("\"}", 21) { return (0, start + 21) }
        guard end - start >= 26, start.reads("0.", 21) else { return nil }
        // Four digits end at the document's last byte but one, so they are read backwards from there.
        let word = UInt64(end - start >= 27 ? start.four(23) : start.four(22) &>> 8)
        let length = DigitLanes.firstByte((word & 0x1010_1010) ^ 0x1_1010_1010)
        return (tables.price(word, length), start + (23 &+ length))
    }

    /// Converts and checks the price columns and fills the totals; `false` for levels out of order.
    ///
    /// It need not ask whether sizes overflow: `BookLimits.mostLevels` says why they cannot.
    @inline(__always)
    private mutating func finishCompact() -> Bool {
        let (bids, asks) = (columns.bids, columns.asks)
        if bids.count == 0 || asks.count == 0 { return finishOneSided() }
        let bestBid = DigitLanes.fraction(bids.prices[bids.count &- 1])
        let bestAsk = DigitLanes.fraction(asks.prices[asks.count &- 1])
        let limits = BandLimits(bands, bestBid: bestBid, bestAsk: bestAsk)
        let bid = PriceColumn.pass(bids, .bid, limits)
        let ask = PriceColumn.pass(asks, .ask, limits)
        guard bid.isOrdered, ask.isOrdered else { return false }
        columns.bestBid = bestBid
        columns.bestAsk = bestAsk
        sum(bid, ask)
        return true
    }

    @inline(never)
    private mutating func finishOneSided() -> Bool {
        var isOrdered = true
        var (bid, ask) = (PriceColumn.Result(), PriceColumn.Result())
        let (bids, asks) = (columns.bids, columns.asks)
        columns.bestBid = bids.count == 0 ? 0 : DigitLanes.fraction(bids.prices[bids.count - 1])
        columns.bestAsk = asks.count == 0 ? 0 : DigitLanes.fraction(asks.prices[asks.count - 1])
        let limits =
            bands.origin == .mid
            ? BandLimits.none : BandLimits(bands, bestBid: columns.bestBid, bestAsk: columns.bestAsk)
        if bids.count > 0 {
            bid = PriceColumn.pass(bids, .bid, limits)
            isOrdered = bid.isOrdered
        }
        if asks.count > 0 {
            ask = PriceColumn.pass(asks, .ask, limits)
            isOrdered = isOrdered && ask.isOrdered
        }
        sum(bid, ask)
        return isOrdered
    }

    /// Fills the totals of the three bands from the counts of their levels.
    @inline(__always)
    mutating func sum(_ bid: PriceColumn.Result, _ ask: PriceColumn.Result) {
        let sums = columns.sums
        sums.fill(.bid, from: columns.bids, bid.far)
        sums.fill(.ask, from: columns.asks, ask.far)
        columns.near = sums.totals(bid.near, ask.near)
        columns.middle = sums.totals(bid.middle, ask.middle)
        columns.far = sums.totals(bid.far, ask.far)
    }
}
