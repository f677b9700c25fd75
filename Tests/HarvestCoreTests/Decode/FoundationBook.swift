import Foundation
import HarvestTestSupport

/// A book as Foundation's decoder and its exact decimals read it: a reader nobody here has written.
struct FoundationBook: Decodable {
    private struct Level: Decodable {
        let price, size: String
    }

    private let market, asset_id: String
    private let timestamp, hash, min_order_size, tick_size, last_trade_price: String?
    private let neg_risk: Bool?
    private let bids, asks: [Level]

    /// The book, or the books of an array.
    static func books(_ document: [UInt8]) throws -> [FoundationBook] {
        let isArray = document.first { $0 > 0x20 } == UInt8(ascii: "[")
        let decoder = JSONDecoder()
        if isArray { return try decoder.decode([FoundationBook].self, from: Data(document)) }
        return [try decoder.decode(FoundationBook.self, from: Data(document))]
    }

    /// Whether a parsed book says the same, the order of levels and the totals apart.
    func says(_ book: ParsedBook) -> Bool {
        let lastTrade = last_trade_price?.isEmpty == false ? last_trade_price : nil
        return book.market == market && book.token == asset_id && book.hash == hash ?? ""
            && book.milliseconds == timestamp.flatMap(UInt64.init) ?? 0
            && book.minimumOrderSize == Self.millionths(min_order_size)
            && UInt64(book.tickSize) == Self.millionths(tick_size)
            && UInt64(book.lastTradePrice) == Self.millionths(lastTrade)
            && book.isNegRisk == neg_risk ?? false
            && book.bids == Self.levels(bids).sorted { $0.price < $1.price }
            && book.asks == Self.levels(asks).sorted { $0.price > $1.price }
            && book.bestBid == Self.levels(bids).map(\.price).max() ?? 0
            && book.bestAsk == Self.levels(asks).map(\.price).min() ?? 0
    }

    private static func levels(_ levels: [Level]) -> [ParsedBook.Level] {
        levels.map { ParsedBook.Level(price: UInt32(millionths($0.price)), size: millionths($0.size)) }
    }

    private static func millionths(_ text: String?) -> UInt64 {
        guard let text, let number = Decimal(string: text) else { return 0 }
        return (number * 1_000_000 as NSDecimalNumber).uint64Value
    }
}
