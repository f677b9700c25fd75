/// Reads a document that a parser has accepted into plain values: levels in wire order, texts as they came.
///
/// It trusts what the parser has shown and looks only for what the columns do not keep.
struct BookSnapshotReader {
    private var cursor: WireCursor
    private var book = BookSnapshot(conditionID: "", tokenID: "")

    /// Starts at the `{` of a document.
    init(_ document: UnsafeRawBufferPointer, at start: UnsafeRawPointer) {
        cursor = WireCursor(start, start + document.count, depth: .max)
    }

    /// The snapshot.
    consuming func read() throws(WireProblem) -> BookSnapshot {
        try cursor.expect(UInt8(ascii: "{"), "a book")
        repeat {
            let key = BookKey(try cursor.text())
            try cursor.expect(UInt8(ascii: ":"), "a colon")
            try value(of: key)
        } while cursor.take(UInt8(ascii: ","))
        return book
    }

    private mutating func value(of key: BookKey?) throws(WireProblem) {
        switch key {
        case .bids: try levels(.bid)
        case .asks: try levels(.ask)
        case .market: book.conditionID = ConditionID(try cursor.text().string)
        case .token: book.tokenID = TokenID(try cursor.text().string)
        case .hash: book.hash = try textIfPresent()
        case .timestamp: book.timestamp = try textIfPresent()
        case .minimumOrderSize: book.minimumOrderSize = try textIfPresent()
        case .tickSize: book.tickSize = try textIfPresent()
        case .lastTradePrice: book.lastTradePrice = try textIfPresent()
        case .isNegRisk: book.isNegRisk = try cursor.takeNull() ? nil : try cursor.boolean("neg_risk")
        case nil: try cursor.skipValue()
        }
    }

    /// A text without its quotes, a bare value as it stands, nothing for `null`.
    private mutating func textIfPresent() throws(WireProblem) -> String? {
        if try cursor.takeNull() { return nil }
        if cursor.peek() == UInt8(ascii: "\"") { return try cursor.text().string }
        let start = cursor.place
        try cursor.skipValue()
        return String(
            decoding: UnsafeRawBufferPointer(start: start, count: cursor.place - start), as: UTF8.self)
    }

    private mutating func levels(_ side: Side) throws(WireProblem) {
        book.removeLevels(side)
        try cursor.expect(UInt8(ascii: "["), "an array of levels")
        if cursor.take(UInt8(ascii: "]")) { return }
        repeat {
            let start = cursor.place
            let (price, size) = try level()
            guard book.append(side, price: price, size: size) else {
                throw WireProblem(.unreadable(wanted: "a level with decimals"), at: start)
            }
        } while cursor.take(UInt8(ascii: ","))
        try cursor.expect(UInt8(ascii: "]"), "a comma or ]")
    }

    private mutating func level() throws(WireProblem) -> (price: String, size: String) {
        var (price, size) = ("", "")
        try cursor.expect(UInt8(ascii: "{"), "a level")
        repeat {
            let key = try cursor.text()
            try cursor.expect(UInt8(ascii: ":"), "a colon")
            if key.says("price") {
                price = try cursor.text().string
            } else if key.says("size") {
                size = try cursor.text().string
            } else {
                try cursor.skipValue()
            }
        } while cursor.take(UInt8(ascii: ","))
        try cursor.expect(UInt8(ascii: "}"), "a comma or }")
        return (price, size)
    }
}
