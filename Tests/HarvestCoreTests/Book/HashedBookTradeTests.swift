import HarvestCore
import Testing

/// A trade of the stream goes into the document that is hashed with the zeros it was written with.
struct HashedBookTradeTests {
    private static func book(lastTradePrice: String) -> BookSnapshot {
        var book = BookSnapshot(conditionID: "0xm", tokenID: "1")
        book.timestamp = "1700000000000"
        (book.minimumOrderSize, book.tickSize, book.isNegRisk) = ("5", "0.01", false)
        book.lastTradePrice = lastTradePrice
        _ = book.append(.bid, price: "0.49", size: "10")
        _ = book.append(.ask, price: "0.51", size: "20")
        return book
    }

    @Test(arguments: ["0.540", "0.54", "0.5"]) func theTextIsKept(price: String) throws {
        let message = """
            {"market":"0xm","asset_id":"1","price":"\(price)","size":"7","side":"BUY",\
            "timestamp":"1700000000001","event_type":"last_trade_price"}
            """
        let trade = try StreamParser().lastTrade(in: Array(message.utf8).span.bytes)
        #expect(trade.priceText == price)
        var hashed = HashedBook()
        let isLoaded = hashed.load(Self.book(lastTradePrice: "0.5"))
        hashed.setLastTrade(trade)
        let digest = hashed.digest()
        #expect(isLoaded)
        #expect(digest == BookHash.digest(of: Self.book(lastTradePrice: price), era: .lastTrade))
    }
}
