import HarvestCore
import HarvestSources
import Testing

/// CLOB's shapes beyond the recordings: bad books among good ones, cursors, error bodies.
struct ClobDecoderTests {
    static func book(_ token: String, bids: String = "[]", asks: String = "[]", more: String = "") -> String {
        #"{"market":"0xm","asset_id":"\#(token)","timestamp":"1700000000000","hash":"","bids":\#(bids),"#
            + #""asks":\#(asks)\#(more)}"#
    }

    static func books(_ body: String) throws -> Decoded<ClobBook> {
        try ClobDecoder.books(RecordedPayloads.frame(body, source: "clob"))
    }

    @Test func anEmptySideIsABook() throws {
        let asks = #"[{"price":"0.999","size":"5"}]"#
        let book = try #require(try Self.books("[\(Self.book("1", asks: asks))]").elements.first)
        #expect(book.book.bestBid == nil && book.book.mid == nil)
        #expect(book.book.bestAsk?.price == Price(millionths: 999_000))
        #expect(book.time == Timestamp(seconds: 1_700_000_000))
        #expect(book.lastTradePrice == nil && book.tickSize == nil)
    }

    @Test(arguments: [
        (#"[{"price":"0.5","size":"0"}]"#, "E2013", "[1]"), (#"[{"price":"0","size":"1"}]"#, "E2013", "[1]"),
        (#"[{"price":"1.01","size":"1"}]"#, "E2013", "[1]"),
        (#"[{"price":"0.5","size":"-1"}]"#, "E2013", "[1]"),
        (#"[{"price":"0.5","size":"1"},{"price":"0.50","size":"2"}]"#, "E2013", "[1]"),
        (#"[{"price":"0.1234567","size":"1"}]"#, "E2012", "[1].bids[0]"),
        (#"[{"price":"0.5"}]"#, "E2010", "[1].bids[0].size"), (#"[["0.5","1"]]"#, "E2011", "[1].bids[0]"),
        (#""none""#, "E2011", "[1].bids"), ("null", "E2010", "[1].bids"),
    ])
    func aBookThatCannotBeTrueIsOneReject(bids: String, code: String, path: String) throws {
        let page = try Self.books("[\(Self.book("1")),\(Self.book("2", bids: bids)),\(Self.book("3"))]")
        #expect(page.elements.map(\.tokenID) == ["1", "3"])
        #expect(page.rejected.map(\.error.code) == [code])
        #expect(page.rejected.map(\.error.keyPath) == [path])
    }

    @Test func levelsMayBeNumbersAndKeepTheirDigits() throws {
        let body = Self.book("1", bids: #"[{"price":0.50,"size":10}]"#)
        let book = try #require(try Self.books("[\(body)]").elements.first)
        #expect(book.snapshot.text(.bid, at: 0) == BookSnapshot.LevelText(price: "0.50", size: "10"))
        #expect(
            book.book.bestBid == Level(price: Price(millionths: 500_000), size: Size(millionths: 10_000_000)))
    }

    @Test(arguments: [
        ("MTAw", "MTAw"), ("LTE=", nil), ("", nil),
    ])
    func theEndMarkerIsNoCursor(cursor: String, next: String?) throws {
        let market =
            #"{"condition_id":"","question_id":"","#
            + #""tokens":[{"token_id":"","outcome":"","price":0,"winner":false}],"#
            + #""closed":true,"active":true,"archived":false,"accepting_orders":true,"market_slug":"",""#
            + #"end_date_iso":null,"tags":null}"#
        let body = #"{"data":[\#(market)],"next_cursor":"\#(cursor)","limit":1000,"count":1}"#
        let page = try ClobDecoder.marketsPage(RecordedPayloads.frame(body))
        #expect(page.nextCursor == next && page.drift.isEmpty)
        let only = try #require(page.elements.first)
        #expect(
            only.conditionID == nil && only.tokens[0].tokenID == nil && only.winner == nil && only.end == nil)
    }

    @Test func theWinnerIsTheOneTokenThatWon() throws {
        let bytes = #"""
            {"condition_id":"0x1","tokens":[{"token_id":"1","outcome":"Yes","price":1,"winner":true},
            {"token_id":"2","outcome":"No","price":0,"winner":false}],"closed":true}
            """#
        let market = try #require(try ClobDecoder.market(RecordedPayloads.frame(bytes)).elements.first)
        #expect(market.winner?.tokenID == "1" && market.isClosed == true)
        let both = bytes.replacing("false", with: "true")
        #expect(try ClobDecoder.market(RecordedPayloads.frame(both)).elements[0].winner == nil)
    }

    @Test(arguments: [
        "No orderbook exists for the requested token id", "Too Many Requests", "Unauthorized/Invalid api key",
    ])
    func anErrorBodyIsNoBook(text: String) {
        let frame = RecordedPayloads.frame(#"{"error":"\#(text)"}"#, source: "clob")
        for decode in [
            { _ = try ClobDecoder.book($0) }, { (frame: Frame) in _ = try ClobDecoder.books(frame) },
        ] {
            let error = #expect(throws: DecodeError.self) { try decode(frame) }
            #expect(error?.problem == .upstream(text))
            #expect(error?.advice == .retry(after: nil))
        }
    }
}
