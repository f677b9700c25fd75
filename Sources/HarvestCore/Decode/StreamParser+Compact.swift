/// The venue's own rendering of changed levels, verified byte by byte.
extension StreamParser {
    /// Bytes after the start of a change that may be read: more than a change and what follows it can have.
    private static var reach: Int { 264 }
    private static var leastBytes: Int { 360 }

    /// What the checks of a whole message have seen so far; looked at once.
    fileprivate struct Seen {
        var hexadecimal = SIMD16<UInt8>(repeating: 0xFF)
        var size = SIMD16<UInt8>(repeating: 0)
        var token = SIMD16<UInt8>(repeating: 0)
        var price: UInt64 = 0

        @inline(__always) var isValid: Bool {
            let limit = SIMD16<UInt8>(9, 9, 9, 9, 9, 9, 9, 9, 0, 9, 9, 9, 9, 9, 9, 9)
            return DigitLanes.isFull(hexadecimal) && !DigitLanes.isAny(size, above: limit)
                && !DigitLanes.isAny(token, above: SIMD16(repeating: 9))
                && price & 0x8080_8080_8080_8080 == 0
        }
    }

    /// Reads a message; `false` when it is of another rendering.
    @inline(never)
    mutating func compactChanges(_ start: UnsafeRawPointer, _ end: UnsafeRawPointer) -> Bool {
        guard end - start >= Self.leastBytes, start.reads("{\"market\":\"0x"),
            start.reads("\",\"price_changes\":[", 77)
        else { return false }
        var seen = Seen()
        seen.hexadecimal =
            DigitLanes.hexadecimal(start.sixteen(13)) & DigitLanes.hexadecimal(start.sixteen(29))
            & DigitLanes.hexadecimal(start.sixteen(45)) & DigitLanes.hexadecimal(start.sixteen(61))
        let tables = tables.view
        let last = end - Self.reach
        let room = min(changes.capacity, limits.levelCount)
        var place = start + 96
        var count = 0
        while true {
            if place > last || count == room { return false }
            guard let next = Self.change(place, tables, &seen, changes.storage + count) else { return false }
            count &+= 1
            place = next
            let separator = place.four(0)
            place += 3
            if separator == 0x7B2C_7D22 { continue }
            guard separator & 0xFF_FFFF == 0x5D_7D22 else { return false }
            break
        }
        guard end - place == 57, place.reads(",\"timestamp\":\""),
            let milliseconds = DigitLanes.milliseconds(place + 14),
            place.reads("\",\"event_type\":\"price_ch", 27), place.reads("ange\"}", 51), seen.isValid
        else { return false }
        changes.market = UnsafeRawBufferPointer(start: start + 11, count: 66)
        changes.milliseconds = milliseconds
        changes.count = count
        return true
    }

    /// Reads one change from `{` on; the place of the quote that ends its last value.
    ///
    /// Transparent, because the compiler leaves an inlined static function of this size out of line after
    /// all, and what the checks have seen then goes through memory.
    @_transparent
    private static func change(
        _ start: UnsafeRawPointer, _ tables: DigitTables.View, _ seen: inout Seen,
        _ change: UnsafeMutablePointer<PriceChange>
    ) -> UnsafeRawPointer? {
        guard start.eight(0) == 0x5F74_6573_7361_227B,  // {"asset_
            start.eight(5) == 0x223A_2264_695F_7465  // et_id":"
        else { return nil }
        let token = start + 13
        let stop = (token.eight(72) & DigitLanes.digitBits) ^ DigitLanes.digitBits
        if stop == 0 { return nil }
        let length = 72 &+ DigitLanes.firstByte(stop)
        seen.add(token: token, length)
        let price = token + length
        guard price.eight(0) == 0x6563_6972_7022_2C22,  // ","price
            price.eight(5) == 0x2E30_223A_2265_6369  // ice":"0.
        else { return nil }
        // Three digits is what a step of 0.001 has nearly always. Guessed, not measured: where the size
        // begins is then known before the price has been looked at, and the reads of a change wait for one
        // another less.
        let digits = price.eight(13)
        var priceLength = 3
        if _slowPath(price.eight(16) != 0x2265_7A69_7322_2C22) {  // ","size"
            priceLength = DigitLanes.run(digits)
        }
        let afterPrice = price + (13 &+ priceLength)
        guard afterPrice.eight(0) == 0x2265_7A69_7322_2C22, afterPrice.eight(2) == 0x223A_2265_7A69_7322
        else { return nil }
        change.pointee.tokenStart = token
        change.pointee.tokenLength = UInt16(truncatingIfNeeded: length)
        change.pointee.priceStart = price + 11
        change.pointee.priceLength = UInt16(truncatingIfNeeded: priceLength &+ 2)
        let priceDigits = tables.price(digits, priceLength)
        if priceDigits == 0 { return nil }
        return amount(afterPrice + 10, priceDigits, tables, &seen, change)
    }

    /// Reads the rest of a change from the digits of its size on.
    @_transparent
    private static func amount(
        _ size: UnsafeRawPointer, _ price: UInt32, _ tables: DigitTables.View, _ seen: inout Seen,
        _ change: UnsafeMutablePointer<PriceChange>
    ) -> UnsafeRawPointer? {
        let point = size + DigitLanes.longRun(size.eight(0))
        let (lanes, fraction) = sizeLanes(point, point - size, tables)
        seen.size = DigitLanes.larger(seen.size, lanes)
        let side = point + fraction
        guard side.eight(0) == 0x2265_6469_7322_2C22,  // ","side"
            side.eight(2) == 0x223A_2265_6469_7322  // "side":"
        else { return nil }
        let word = side.four(10)
        let isBid = word & 0xFF_FFFF == 0x59_5542  // BUY
        guard isBid || word == 0x4C4C_4553 else { return nil }  // SELL
        let hash = side + (isBid ? 13 : 14)
        guard hash.eight(0) == 0x2268_7361_6822_2C22,  // ","hash"
            hash.eight(2) == 0x223A_2268_7361_6822  // "hash":"
        else { return nil }
        seen.hexadecimal &=
            DigitLanes.hexadecimal(hash.sixteen(10)) & DigitLanes.hexadecimal(hash.sixteen(26))
            & DigitLanes.hexadecimal(hash.sixteen(34))
        change.pointee.sizeStart = size
        change.pointee.sizeLength = UInt16(truncatingIfNeeded: side - size)
        change.pointee.size = DigitLanes.millionths(lanes)
        change.pointee.side = isBid ? .bid : .ask
        change.pointee.hashStart = hash + 10
        change.pointee.hashLength = 40
        guard let bid = best(hash + 50, 0x2E30_223A_2264_6962, tables),  // bid":"0.
            let ask = best(bid.end, 0x2E30_223A_226B_7361, tables)  // ask":"0.
        else { return edges(hash + 50, price, tables, change) }
        let pair = UInt64(price) | UInt64(bid.digits) &<< 32
        let single = UInt64(ask.digits)
        seen.price |= pair | (pair &+ 0x7676_7676_7676_7676) | single | (single &+ 0x7676_7676)
        change.pointee.prices = DigitLanes.twoFractions(pair)
        change.pointee.bestAsk = DigitLanes.fraction(ask.digits)
        return ask.end
    }

    /// The digits of a size around its point, and how many bytes its point and fraction take.
    @inline(__always)
    private static func sizeLanes(
        _ point: UnsafeRawPointer, _ whole: Int, _ tables: DigitTables.View
    ) -> (lanes: SIMD16<UInt8>, fraction: Int) {
        // One load around the point, and everything about the fraction out of its upper half: overlapping
        // loads would let the compiler rebuild the vector byte by byte.
        let bytes = point.sixteen(-8)
        let upper = unsafeBitCast(bytes, to: SIMD2<UInt64>.self)[1]
        let hasPoint = Int(bitPattern: UInt((upper & 0xFF) ^ 0x2E) &- 1) &>> 63
        let stop = (((upper & DigitLanes.digitBits) ^ DigitLanes.digitBits) & ~0xFF) | (1 &<< 63)
        let fraction = DigitLanes.firstByte(stop) & hasPoint
        let flip = SIMD16<UInt8>(
            0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x2E, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30)
        return ((bytes ^ flip) & tables.size(whole, fraction), fraction)
    }

    /// `","best_bid":"0.31` or the same of the ask, by the word that ends it.
    @inline(__always)
    private static func best(
        _ start: UnsafeRawPointer, _ name: UInt64, _ tables: DigitTables.View
    ) -> (digits: UInt32, end: UnsafeRawPointer)? {
        guard start.eight(0) == 0x5F74_7365_6222_2C22, start.eight(8) == name else { return nil }
        let word = start.eight(16)
        var length = 3
        // Guessed as for the price: a digit and then a quote, not the quote before the next key.
        if _slowPath(start.two(18) & 0xFF10 != 0x2210) { length = DigitLanes.run(word) }
        return (tables.price(word, length), start + (16 &+ length))
    }
}

extension StreamParser.Seen {
    /// Takes the digits of a token of 72 to 79.
    @_transparent fileprivate mutating func add(token: UnsafeRawPointer, _ length: Int) {
        let zeros = SIMD16<UInt8>(repeating: 0x30)
        let head = DigitLanes.larger(token.sixteen(0) ^ zeros, token.sixteen(16) ^ zeros)
        let body = DigitLanes.larger(token.sixteen(32) ^ zeros, token.sixteen(48) ^ zeros)
        let rest = DigitLanes.larger(token.sixteen(56) ^ zeros, (token + length).sixteen(-16) ^ zeros)
        self.token = DigitLanes.larger(self.token, DigitLanes.larger(DigitLanes.larger(head, body), rest))
    }
}
