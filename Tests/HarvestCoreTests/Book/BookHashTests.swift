import HarvestCore
import Testing

/// The hash in its four forms; the digests were computed by another implementation of SHA-1.
struct BookHashTests {
    static func add(to book: inout BookSnapshot, _ side: Side, _ price: String, _ size: String) throws {
        let isTaken = book.append(side, price: price, size: size)
        try #require(isTaken)
    }

    static func snapshot(lastTradePrice: String? = "0.5") throws -> BookSnapshot {
        var book = BookSnapshot(conditionID: "0xm", tokenID: "1")
        book.timestamp = "1700000000000"
        (book.minimumOrderSize, book.tickSize, book.isNegRisk) = ("5", "0.01", false)
        book.lastTradePrice = lastTradePrice
        try Self.add(to: &book, .bid, "0.49", "10")
        try Self.add(to: &book, .ask, "0.51", "20")
        return book
    }

    @Test(
        arguments: [
            (.levels, "723efd45b097270f19bbc3986ad58063fd71f1b8"),
            (.timestamp, "40a353c548320ba6f660e6baf39ae488cdd8a3ec"),
            (.marketRules, "7b11436d6a00c8d258af717a360b355164258414"),
            (.lastTrade, "f6fa79887713aac84694aec1e05924dc2b4061aa"),
        ] as [(BookHash.Era, String)])
    func eachEraHashesItsOwnDocument(era: BookHash.Era, digest: String) throws {
        var book = try Self.snapshot()
        #expect(BookHash.digest(of: book, era: era) == digest)
        book.hash = digest
        #expect(BookHash.verify(book) == era)
    }

    @Test func withoutATradeThePriceIsEmptyText() throws {
        let book = try Self.snapshot(lastTradePrice: nil)
        #expect(BookHash.digest(of: book, era: .lastTrade) == "8e2b0eaea1a3db70fe98bf6788da96e84aa4a05a")
    }

    @Test func aBookThatLacksWhatIsHashedCannotBeVerified() throws {
        var book = try Self.snapshot()
        book.tickSize = nil
        #expect(BookHash.digest(of: book, era: .lastTrade) == nil)
        book.timestamp = nil
        #expect(BookHash.digest(of: book, era: .timestamp) == nil)
        #expect(BookHash.verify(book) == nil)
    }

    @Test func textsThatAreNotShortestAreHashedAsTheyCame() throws {
        var (plain, padded) = (try Self.snapshot(), try Self.snapshot())
        try Self.add(to: &plain, .bid, "0.4", "1")
        try Self.add(to: &padded, .bid, "0.40", "1.0")
        #expect(plain.bids == padded.bids)
        #expect(padded.text(.bid, at: 1) == BookSnapshot.LevelText(price: "0.40", size: "1.0"))
        #expect(BookHash.digest(of: plain, era: .lastTrade) != BookHash.digest(of: padded, era: .lastTrade))
    }

    @Test(arguments: [
        "0", "1", "10", "0.5", "0.05", "10.25", "-1", "-0.5", "100", "5579792.8", "0.50", "1.0", "00.5", "01",
        "1e2",
        "1.5e0", "-0", "-0.0", "0.0", "10.10", "0e5", "31045290",
    ])
    func everyTextComesBackAsItCame(text: String) throws {
        var book = BookSnapshot(conditionID: "0xm", tokenID: "1")
        try Self.add(to: &book, .ask, text, "1")
        try Self.add(to: &book, .ask, "0.1", text)
        #expect(book.text(.ask, at: 0) == BookSnapshot.LevelText(price: text, size: "1"))
        #expect(book.text(.ask, at: 1) == BookSnapshot.LevelText(price: "0.1", size: text))
    }

    @Test func whatIsNoDecimalIsNoLevel() throws {
        var book = try Self.snapshot()
        for (price, size) in [("", "1"), ("x", "1"), ("0.1234567", "1"), ("0.1", "1e99"), ("NaN", "1")] {
            let isTaken = book.append(.bid, price: price, size: size)
            #expect(!isTaken)
        }
        #expect(book.bids.count == 1)
    }
}
