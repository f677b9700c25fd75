import HarvestCore
import HarvestTestSupport
import Testing

/// A hashed book by hand: every kind of change, every era, and what it refuses.
struct HashedBookTests {
    static func book(_ era: BookHash.Era = .lastTrade) throws -> HashedBook {
        var book = HashedBook(era: era)
        let isLoaded = book.load(try BookHashTests.snapshot())
        try #require(isLoaded)
        return book
    }

    static func expect(_ book: inout HashedBook, hashesAs snapshot: BookSnapshot) {
        let digest = book.digest()
        #expect(digest == BookHash.digest(of: snapshot, era: .lastTrade))
    }

    @Test(
        arguments: [
            (.levels, "723efd45b097270f19bbc3986ad58063fd71f1b8"),
            (.timestamp, "40a353c548320ba6f660e6baf39ae488cdd8a3ec"),
            (.marketRules, "7b11436d6a00c8d258af717a360b355164258414"),
            (.lastTrade, "f6fa79887713aac84694aec1e05924dc2b4061aa"),
        ] as [(BookHash.Era, String)])
    func eachEraHashesItsOwnDocument(era: BookHash.Era, digest: String) throws {
        var book = try Self.book(era)
        let (isThis, text) = (book.matches(text: digest), book.digest())
        #expect(isThis)
        #expect(text == digest)
        let isAnother = book.matches(text: String(digest.reversed()))
        #expect(!isAnother)
    }

    @Test func theDocumentIsTheVenues() throws {
        let text = try Self.book().text
        #expect(
            text == #"{"market":"0xm","asset_id":"1","timestamp":"1700000000000","hash":"","#
                + #""bids":[{"price":"0.49","size":"10"}],"asks":[{"price":"0.51","size":"20"}],"#
                + #""min_order_size":"5","tick_size":"0.01","neg_risk":false,"last_trade_price":"0.5"}"#)
    }

    /// Levels of a side after changes, each with what it says it did.
    @Test(
        arguments: [
            (.bid, [("0.48", "1", .inserted)], ["0.48 1", "0.49 10"]),
            (.bid, [("0.5", "1", .inserted)], ["0.49 10", "0.5 1"]),
            (.bid, [("0.49", "11", .replaced)], ["0.49 11"]),
            (.bid, [("0.490", "10", .replaced)], ["0.490 10"]),
            (.bid, [("0.49", "10", .unchanged)], ["0.49 10"]),
            (.bid, [("0.49", "0", .removed)], []),
            (.bid, [("0.5", "0", .absent)], ["0.49 10"]),
            (.bid, [("0.49", "0", .removed), ("0.49", "0", .absent), ("0.1", "7", .inserted)], ["0.1 7"]),
            (.ask, [("0.52", "1", .inserted)], ["0.52 1", "0.51 20"]),
            (.ask, [("0.5", "1", .inserted), ("0.505", "2", .inserted)], ["0.51 20", "0.505 2", "0.5 1"]),
            (.ask, [("0.5", "1", .inserted), ("0.5", "0", .removed)], ["0.51 20"]),
            (.ask, [("0.6", "1", .inserted), ("0.6", "0", .removed)], ["0.51 20"]),
            (.ask, [("0.51", "0", .removed)], []),
        ] as [(Side, [(String, String, HashedBook.Change)], [String])])
    func changesReachTheDocument(
        side: Side, changes: [(String, String, HashedBook.Change)], levels: [String]
    ) throws {
        var book = try Self.book()
        for (price, size, expected) in changes {
            let change = book.apply(side, price, size)
            #expect(change == expected)
        }
        let list = levels.map { level in
            let parts = level.split(separator: " ")
            return #"{"price":"\#(parts[0])","size":"\#(parts[1])"}"#
        }.joined(separator: ",")
        let text = book.text
        #expect(text.contains(#""\#(side.rawValue)s":[\#(list)]"#))
        let other = side == .bid ? #""asks":[{"price":"0.51","size":"20"}]"# : #""bids":[{"price":"0.49","#
        #expect(text.contains(other))
    }

    @Test func whatStandsAroundTheLevelsChangesInPlace() throws {
        var book = try Self.book()
        var snapshot = try BookHashTests.snapshot()
        book.setTimestamp(milliseconds: 7)
        snapshot.timestamp = "7"
        Self.expect(&book, hashesAs: snapshot)
        book.setTimestamp(text: "1700000000001")
        book.setLastTradePrice(text: "0.680")
        (snapshot.timestamp, snapshot.lastTradePrice) = ("1700000000001", "0.680")
        Self.expect(&book, hashesAs: snapshot)
        HashedBook.withBytes(of: "0.001") { book.setTickSize($0) }
        snapshot.tickSize = "0.001"
        Self.expect(&book, hashesAs: snapshot)
        book.setRules(minimumOrderSize: "15", tickSize: "0.01", isNegRisk: true)
        (snapshot.minimumOrderSize, snapshot.tickSize, snapshot.isNegRisk) = ("15", "0.01", true)
        Self.expect(&book, hashesAs: snapshot)
    }

    @Test func aSnapshotOfTheStreamKeepsWhatItDoesNotBring() throws {
        var book = try Self.book()
        var snapshot = BookSnapshot(conditionID: "0xm", tokenID: "1")
        snapshot.timestamp = "1700000000000"
        try BookHashTests.add(to: &snapshot, .bid, "0.49", "10")
        try BookHashTests.add(to: &snapshot, .ask, "0.51", "20")
        let isLoaded = book.load(snapshot)
        #expect(isLoaded)
        let isThis = book.matches(text: "f6fa79887713aac84694aec1e05924dc2b4061aa")
        #expect(isThis)
    }

    @Test func levelsComeAsTextsOrAsNumbers() throws {
        var texts = HashedBook()
        var numbers = HashedBook()
        texts.setRules(minimumOrderSize: "5", tickSize: "0.01", isNegRisk: false)
        numbers.setRules(minimumOrderSize: "5", tickSize: "0.01", isNegRisk: false)
        texts.setLastTradePrice(text: "0.5")
        numbers.setLastTradePrice(text: "0.5")
        HashedBook.withBytes(of: "0xm") { market in
            HashedBook.withBytes(of: "1") { token in
                HashedBook.withBytes(of: "1700000000000") { time in
                    texts.begin(market: market, token: token, timestamp: time)
                    numbers.begin(market: market, token: token, timestamp: time)
                }
            }
        }
        for (side, price, size) in [(.bid, "0.49", "10"), (.ask, "0.51", "20")] as [(Side, String, String)] {
            let (value, shares) = (Price(exactly: price)!.millionths, Size(exactly: size)!.millionths)
            HashedBook.withBytes(of: price) { priceText in
                HashedBook.withBytes(of: size) {
                    texts.append(side, price: UInt32(value), priceText: priceText, sizeText: $0)
                }
            }
            numbers.append(side, price: UInt32(value), size: UInt64(shares))
        }
        let areWhole = (texts.finish(), numbers.finish())
        #expect(areWhole == (true, true))
        let (isThis, areSame) = (
            texts.matches(text: "f6fa79887713aac84694aec1e05924dc2b4061aa"), numbers.text == texts.text
        )
        #expect(isThis)
        #expect(areSame)
    }

    @Test func outsideASnapshotNothingIsAddedOrEnded() throws {
        var fresh = HashedBook()
        fresh.setRules(minimumOrderSize: "5", tickSize: "0.01", isNegRisk: false)
        let isFinished = fresh.finish()
        let digest = fresh.digest()
        #expect(!isFinished)
        #expect(digest == nil)
        var book = try Self.book()
        let text = book.text
        for side in Side.allCases {
            book.append(side, price: 480_000, size: 1)
            HashedBook.withBytes(of: "0.48") {
                book.append(side, price: 480_000, priceText: $0, sizeText: $0)
            }
            let isFinishedTwice = book.finish()
            #expect(!isFinishedTwice)
        }
        let (isLoaded, after) = (book.isLoaded, book.text)
        #expect(isLoaded)
        #expect(after == text)
        Self.expect(&book, hashesAs: try BookHashTests.snapshot())
    }

    @Test func aRefusedBookEndsASnapshotThatWasBegun() throws {
        var book = try Self.book()
        HashedBook.withBytes(of: "1") { book.begin(market: $0, token: $0, timestamp: $0) }
        let change = book.apply(.bid, "0.1", "1")
        #expect(change == .ignored)
        let isLoaded = book.load(BookSnapshot(conditionID: "0xm", tokenID: "1"))
        let isFinished = book.finish()
        #expect(!isLoaded)
        #expect(!isFinished)
    }

    @Test func withoutAWholeBookNothingMatchesAndNothingApplies() throws {
        var book = HashedBook()
        let change = book.apply(.bid, "0.1", "1")
        #expect(change == .ignored)
        let digest = book.digest()
        #expect(digest == nil)
        var snapshot = try BookHashTests.snapshot()
        try BookHashTests.add(to: &snapshot, .bid, "0.48", "1")
        snapshot.hash = BookHash.digest(of: snapshot, era: .lastTrade)
        #expect(BookHash.verify(snapshot) == .lastTrade)
        let isTakenOutOfOrder = book.load(snapshot)
        #expect(!isTakenOutOfOrder)
        let matches = book.matches(text: snapshot.hash ?? "")
        #expect(!matches)
        var bare = BookSnapshot(conditionID: "0xm", tokenID: "1")
        let isTakenWithoutTime = book.load(bare)
        #expect(!isTakenWithoutTime)
        bare.timestamp = "1"
        var another = HashedBook()
        let isTakenWithoutRules = another.load(bare)
        #expect(!isTakenWithoutRules)
    }
}
