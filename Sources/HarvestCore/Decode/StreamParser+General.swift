/// Changed levels in any valid JSON and in all shapes the venue has sent.
///
/// Today a message has `price_changes`, each with its token; in 2024 one token had `changes`, and before that
/// the message was the change.
extension StreamParser {
    /// Reads a message into the changes.
    @inline(never)
    mutating func parseChangesGenerally(_ bytes: UnsafeRawBufferPointer) throws(BookParseError) {
        generalCount += 1
        changes.count = 0
        let reader = try StreamReader.read(bytes, limits) { (reader) throws(WireProblem) in
            try reader.require("price_change")
            return reader
        }
        do throws(WireProblem) {
            try read(reader)
        } catch {
            changes.count = 0
            throw BookParseError(error, in: bytes)
        }
    }

    private mutating func read(_ reader: StreamReader) throws(WireProblem) {
        let time = try reader.text(reader.fields.timestamp, "timestamp")
        guard let milliseconds = time.milliseconds else {
            throw WireProblem(
                .unreadable(wanted: "milliseconds since 1970"), at: reader.place(of: time), key: "timestamp")
        }
        changes.milliseconds = milliseconds
        changes.market = reader.fields.market?.bytes ?? UnsafeRawBufferPointer(start: nil, count: 0)
        guard let start = reader.fields.changes else { return try append(reader, within: reader) }
        var cursor = WireCursor(start, reader.end, depth: reader.depth)
        try cursor.expectArray("price_changes")
        if cursor.take(UInt8(ascii: "]")) { return }
        repeat {
            cursor.skipBlanks()
            let place = cursor.place
            let fields = try StreamFields(&cursor)
            let one = StreamReader(fields: fields, start: place, end: reader.end, depth: reader.depth)
            try append(one, within: reader)
        } while cursor.take(UInt8(ascii: ","))
    }

    /// Adds one change; what it does not say itself, the message around it may.
    private mutating func append(
        _ one: StreamReader, within message: StreamReader
    ) throws(WireProblem) {
        guard changes.count < limits.levelCount else {
            throw WireProblem(.limit("\(limits.levelCount) changes"), at: one.start)
        }
        if changes.count == changes.capacity { changes.grow() }
        let token = try one.text(one.fields.token ?? message.fields.token, "asset_id")
        let hash = one.fields.hash ?? message.fields.hash
        let price = try one.text(one.fields.price, "price")
        let size = try one.text(one.fields.size, "size")
        guard let side = try one.side() else { throw WireProblem(.missing, at: one.start, key: "side") }
        let value = try one.millionths(of: price, "price")
        guard 1...1_000_000 ~= value else {
            throw WireProblem(
                .unreadable(wanted: "a price above 0 and at most 1"), at: one.place(of: price), key: "price")
        }
        let change = PriceChange(
            tokenStart: one.place(of: token), hashStart: hash.map { one.place(of: $0) } ?? one.start,
            priceStart: one.place(of: price), sizeStart: one.place(of: size),
            size: try one.millionths(of: size, "size"), prices: try prices(of: one, value),
            bestAsk: try best(one, one.fields.bestAsk, "best_ask"),
            tokenLength: try length(token, one),
            hashLength: try hash.map { (hash) throws(WireProblem) in
                try length(hash, one)
            } ?? 0, priceLength: try length(price, one), sizeLength: try length(size, one), side: side)
        (changes.storage + changes.count).initialize(to: change)
        changes.count += 1
    }

    /// The price of a change and the best bid after it, as `PriceChange` keeps them.
    private func prices(of one: StreamReader, _ price: UInt64) throws(WireProblem) -> UInt64 {
        price | UInt64(try best(one, one.fields.bestBid, "best_bid")) << 32
    }

    private func best(
        _ one: StreamReader, _ value: WireText?, _ key: StaticString
    ) throws(WireProblem) -> UInt32 {
        UInt32(clamping: try one.priceOfSide(value, key)?.millionths ?? 0)
    }

    private func length(_ text: WireText, _ reader: StreamReader) throws(WireProblem) -> UInt16 {
        guard let length = UInt16(exactly: text.bytes.count) else {
            throw WireProblem(.limit("\(UInt16.max) bytes in a name"), at: reader.place(of: text))
        }
        return length
    }
}
