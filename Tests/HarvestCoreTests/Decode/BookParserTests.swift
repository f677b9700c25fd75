import HarvestBenchmarks
import HarvestCore
import HarvestTestSupport
import Testing

/// The book parser on books as they are and on valid books of any other form.
struct BookParserTests {
    static func parse(_ document: String) throws(BookParseError) -> ParsedBook {
        var parser = BookParser()
        return try parser.withBook(in: Array(document.utf8).span.bytes) { ParsedBook($0) }
    }

    private static func parse(_ parser: inout BookParser, _ document: [UInt8]) throws -> [ParsedBook] {
        var books: [ParsedBook] = []
        if document.first == UInt8(ascii: "[") {
            let count = try parser.withBooks(in: document.span.bytes) { books.append(ParsedBook($0)) }
            #expect(count == books.count)
        } else {
            books.append(try parser.withBook(in: document.span.bytes) { ParsedBook($0) })
        }
        return books
    }

    @Test(arguments: BookCorpus.Kind.allCases, 1...3 as ClosedRange<UInt64>)
    func generatedBooksAreWhatFoundationAndATreeRead(kind: BookCorpus.Kind, seed: UInt64) throws {
        let count = kind == .deep ? 3 : kind == .batch ? 110 : 22
        let corpus = BookCorpus(kind, books: count, seed: seed)
        var parser = BookParser()
        var jury = BookJury()
        for document in corpus.documents {
            let books = try Self.parse(&parser, document)
            let expected = try FoundationBook.books(document)
            #expect(books.count == expected.count)
            for (book, foundation) in zip(books, expected) { #expect(foundation.says(book)) }
            let copy = ExactCopy(document)
            if kind == .batch {
                #expect(jury.disagreementOnArray(copy.view) == nil)
            } else {
                #expect(jury.disagreement(on: copy.view) == nil)
                #expect(jury.disagreementOnSnapshot(copy.view) == nil)
            }
        }
        if kind != .odd { #expect(parser.generalCount == 0) }
    }

    @Test(arguments: BookCorpus.Kind.allCases.filter { $0 != .batch }, [DepthBand.Origin.best, .mid])
    func bandsAreThoseOfTheBook(kind: BookCorpus.Kind, origin: DepthBand.Origin) throws {
        let bands = DepthBands(near: 50, middle: 333, far: 2_500, from: origin)
        var parser = BookParser(bands: bands)
        for document in BookCorpus(kind, books: kind == .deep ? 2 : 22, seed: 9).documents {
            try parser.withBook(in: document.span.bytes) { columns in
                let book = Result { try columns.orderBook() }
                let totals = [columns.near, columns.middle, columns.far]
                for (total, distance) in zip(totals, [bands.near, bands.middle, bands.far]) {
                    let band = DepthBand(basisPoints: distance, from: origin)
                    for side in [Side.bid, .ask] {
                        // A book that is none fails here as well.
                        let depth = (try? book.get())?.depth(side, within: band) ?? .zero
                        #expect(total.depth(side, levelCount: depth.levelCount) == depth)
                    }
                }
            }
        }
    }

    @Test(arguments: [
        ("two on each side", 2, 2), ("no bids", 0, 3), ("no asks", 3, 0), ("nothing", 0, 0), ("many", 70, 31),
    ])
    func theCompactRenderingTakesTheCompactPath(name: String, bids: Int, asks: Int) throws {
        let document = WireSample.book(
            bids: (0..<bids).map { WireSample.level("0.\(101 + $0)", "\($0 + 1)") }.joined(separator: ","),
            asks: (0..<asks).map { WireSample.level("0.\(901 - $0)", "\($0).5") }.joined(separator: ","))
        var parser = BookParser()
        let bytes = Array(document.utf8)
        try parser.withBook(in: bytes.span.bytes) { columns in
            #expect(columns.isCompact && columns.bidCount == bids && columns.askCount == asks)
            #expect(columns.document.elementsEqual(bytes))
            #expect(columns.bestBid == (bids == 0 ? 0 : UInt32(100 + bids) * 1_000))
            #expect(columns.bestAsk == (asks == 0 ? 0 : UInt32(902 - asks) * 1_000))
            #expect((columns.doubledMid == 0) == (bids == 0 || asks == 0))
        }
        #expect(parser.generalCount == 0)
    }

    @Test func aBookBehindOneThatFailedHasNothingOfIt() throws {
        var parser = BookParser()
        let wrong = WireSample.book(bids: WireSample.level("0.9", "5"), lastTrade: "2")
        #expect(throws: BookParseError.self) {
            try parser.withBook(in: Array(wrong.utf8).span.bytes) { _ in }
        }
        let plain = "{\"market\":\"m\",\"asset_id\":\"1\",\"bids\":[],\"asks\":[]}"
        let book = try parser.withBook(in: Array(plain.utf8).span.bytes) { ParsedBook($0) }
        #expect(book == (try Self.parse(plain)))
        #expect(book.bids.isEmpty && book.hash.isEmpty && book.milliseconds == 0 && book.tickSize == 0)
    }

    @Test(arguments: ["0.0", "0.00", "0.0000", "0", "0.000000"])
    func aPriceOfZeroIsRefusedOnEveryPath(price: String) {
        let zero = WireSample.level(price, "1")
        let other = WireSample.level("0.5", "1")
        for levels in [zero, "\(zero),\(other)", "\(other),\(zero)", "\(other),\(zero),\(other)"] {
            for document in [WireSample.book(bids: levels), WireSample.book(asks: levels)] {
                #expect(throws: BookParseError.self) { try Self.parse(document) }
                #expect(throws: BookParseError.self) { try Self.parse(document + " ") }
            }
        }
    }

    @Test func aFullColumnOfTheShortestLevelsIsSummedToItsLast() throws {
        for count in [1_023, 1_024, 1_025, 1_026, 2_049] {
            let levels = Array(repeating: WireSample.level("0.1", "1"), count: count)
            let document = WireSample.book(bids: levels.joined(separator: ","))
            let book = try Self.parse(document)
            #expect(book.bids.count == count)
            #expect(book.totals[2].bidSize == UInt64(count) * 1_000_000)
        }
    }

    @Test func keysThatStandTwiceCountOnceAndTheLastWins() throws {
        let document = """
            {"market":"a","bids":[{"price":"0.1","size":"1"}],"asset_id":"1","asks":[],"market":"b",\
            "bids":[{"price":"0.3","price":"0.2","size":"9","size":"2"}],"tick_size":"0.1","tick_size":null}
            """
        let book = try Self.parse(document)
        #expect(book.market == "b" && book.tickSize == 0)
        #expect(book.bids == [ParsedBook.Level(price: 200_000, size: 2_000_000)])
    }

    /// Keys that rule a book, with a value that says something and one that takes it back.
    static let takenBack = [
        ("tick_size", "\"0.01\"", "null"), ("min_order_size", "\"5\"", "null"), ("hash", "\"ab\"", "null"),
        ("last_trade_price", "\"0.5\"", "null"), ("last_trade_price", "\"0.5\"", "\"\""),
        ("timestamp", "\"1760000000000\"", "null"), ("neg_risk", "true", "null"),
    ]

    @Test(arguments: takenBack)
    func aValueTakenBackByTheSameKeyIsGone(key: String, value: String, none: String) throws {
        func document(_ values: String...) -> String {
            let rules = values.map { ",\"\(key)\":\($0)" }.joined()
            return "{\"market\":\"m\",\"asset_id\":\"1\",\"bids\":[],\"asks\":[]\(rules)}"
        }
        #expect(try Self.parse(document(value, none)) == Self.parse(document()))
        #expect(try Self.parse(document(none, value)) == Self.parse(document(value)))
        #expect(try Self.parse(document(value)) != Self.parse(document()))
        var jury = BookJury()
        for text in [document(value, none), document(none, value), document(value, none, value)] {
            let copy = ExactCopy(Array(text.utf8))
            #expect(jury.disagreement(on: copy.view) == nil)
            #expect(jury.disagreementOnSnapshot(copy.view) == nil)
        }
    }

    @Test(arguments: [("0.01", "5"), ("0.1", "1"), ("0.0001", "1000")], [true, false])
    func aMarketWithoutATradeTakesTheCompactPath(
        rule: (tick: String, least: String), isNegRisk: Bool
    ) throws {
        let levels = WireSample.level("0.3", "7")
        for sides in [(levels, levels), (levels, ""), ("", levels), ("", "")] {
            let document = WireSample.book(
                bids: sides.0, asks: sides.1, least: rule.least, tick: rule.tick, isNegRisk: isNegRisk,
                lastTrade: "")
            var parser = BookParser()
            var jury = BookJury()
            let copy = ExactCopy(Array(document.utf8))
            let book = try parser.withBook(in: copy.view) { ParsedBook($0) }
            #expect(book.lastTradePrice == 0 && book.isNegRisk == isNegRisk)
            #expect(parser.generalCount == 0, "\(document)")
            #expect(jury.disagreement(on: copy.view) == nil)
            #expect(jury.disagreementOnSnapshot(copy.view) == nil)
        }
    }
}
