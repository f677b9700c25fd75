/// A valid book in a form the venue does not use, but that a parser must read alike.
struct OddBook: Sendable {
    /// The document.
    let text: String

    /// The kinds of oddity, taken in turn.
    private enum Oddity: Int, CaseIterable {
        case spaces, tabs, reordered, sizeFirst, unknownKeys, unknownLevelKeys, unsorted, bestFirst, escaped
        case trailingZeros, fewKeys
    }

    /// Writes a book with the oddity of this number, counted round and round.
    init(_ book: CorpusBook, oddity number: Int, from dice: inout CorpusDice) {
        let oddity = Oddity.allCases[number % Oddity.allCases.count]
        var book = book
        switch oddity {
        case .unsorted:
            dice.shuffle(&book.bids)
            dice.shuffle(&book.asks)
        case .bestFirst:
            book.bids.reverse()
            book.asks.reverse()
        default: break
        }
        var fields = Self.fields(of: book, oddity)
        if oddity == .reordered { dice.shuffle(&fields) }
        if oddity == .fewKeys { fields.removeLast(4) }
        if oddity == .unknownKeys {
            fields.insert(
                ("x", #"{"bids":[{"price":"}{","a":[1,2.5e-3,null,true,{}]}],"q":"a\"b\\c}"}"#), at: 0)
            fields.append(("zz", "\"é\u{1F600}\""))
        }
        text = Self.document(fields, oddity)
    }

    private static func fields(of book: CorpusBook, _ oddity: Oddity) -> [(key: String, value: String)] {
        [
            ("market", "\"\(book.market)\""), ("asset_id", "\"\(book.token)\""),
            ("timestamp", "\"\(book.milliseconds)\""), ("hash", "\"\(book.hash)\""),
            ("bids", levels(book.bids, oddity)), ("asks", levels(book.asks, oddity)),
            ("min_order_size", "\"\(book.minimumOrderSize)\""),
            ("tick_size", "\"\(CorpusLevel.text(book.tick, decimals: 4))\""),
            ("neg_risk", String(book.isNegRisk)), ("last_trade_price", "\"\(book.lastTradePrice)\""),
        ]
    }

    private static func document(_ fields: [(key: String, value: String)], _ oddity: Oddity) -> String {
        let (colon, comma) = separators(oddity)
        let body = fields.map { "\"\($0.key)\"\(colon)\($0.value)" }.joined(separator: comma)
        return oddity == .tabs ? "{ \(body)\t} " : "{\(body)}"
    }

    private static func separators(_ oddity: Oddity) -> (colon: String, comma: String) {
        switch oddity {
        case .spaces: (": ", ", ")
        case .tabs: (" :\r ", ",\t")
        default: (":", ",")
        }
    }

    private static func levels(_ levels: [CorpusLevel], _ oddity: Oddity) -> String {
        let (_, comma) = separators(oddity)
        return "[" + levels.map { level($0, oddity) }.joined(separator: comma) + "]"
    }

    private static func level(_ level: CorpusLevel, _ oddity: Oddity) -> String {
        let (colon, comma) = separators(oddity)
        var price = level.priceText
        var size = level.sizeText
        switch oddity {
        case .sizeFirst: return "{\"size\":\"\(size)\",\"price\":\"\(price)\"}"
        case .unknownLevelKeys:
            return "{\"price\":\"\(price)\",\"n\":[1,{\"price\":\"9\"}],\"size\":\"\(size)\"}"
        case .escaped:
            let first = String(size.removeFirst())
            size = "\\u003\(first)\(size)"
        case .trailingZeros:
            if price.count < 6 { price += "0" }
            if !size.contains(".") { size += ".0" }
        default: break
        }
        return "{\"price\"\(colon)\"\(price)\"\(comma)\"size\"\(colon)\"\(size)\"}"
    }
}
