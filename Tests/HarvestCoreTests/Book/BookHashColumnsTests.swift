import Testing

@testable import HarvestCore

/// A parsed book proves itself where its bytes lie.
@Suite struct BookHashColumnsTests {
    private static let market = "0x" + String(repeating: "ab", count: 32)
    private static let token = String(repeating: "7", count: 77)

    /// A book as the venue renders it, with its true hash.
    private static func document(bids: String = #"{"price":"0.49","size":"10"}"#) throws -> String {
        func text(_ hash: String) -> String {
            #"{"market":"\#(market)","asset_id":"\#(token)","timestamp":"1700000000000","hash":"\#(hash)","#
                + #""bids":[\#(bids)],"asks":[{"price":"0.51","size":"20.5"}],"min_order_size":"5","#
                + #""tick_size":"0.01","neg_risk":false,"last_trade_price":"0.500"}"#
        }
        return text(Hexadecimal.text(of: SHA1.digest(of: text("").utf8)))
    }

    private static func verdict(_ text: String) throws -> Bool? {
        var parser = BookParser()
        return try parser.withBook(in: Array(text.utf8).span.bytes) { BookHash.matches($0) }
    }

    @Test(arguments: [
        "", #"{"price":"0.49","size":"10"}"#,
        #"{"price":"0.1","size":"7"},{"price":"0.4","size":"0.000001"}"#,
    ])
    func aTrueHashMatches(bids: String) throws {
        #expect(try Self.verdict(Self.document(bids: bids)) == true)
    }

    @Test func anotherDigitAnywhereIsSeen() throws {
        let document = try Self.document()
        for (from, to) in [("0.49", "0.48"), ("20.5", "20.4"), ("0.500", "0.501"), ("77\",", "78\",")] {
            #expect(try Self.verdict(document.replacing(from, with: to, maxReplacements: 1)) == false)
        }
    }

    @Test func anotherRenderingIsLeftToTheSnapshot() throws {
        let spaced = try Self.document().replacing("\"bids\":", with: "\"bids\": ")
        #expect(try Self.verdict(spaced) == nil)
        var parser = BookParser()
        #expect(BookHash.verify(try parser.snapshot(of: Array(spaced.utf8))) == .lastTrade)
    }
}
