import HarvestCore
import Testing

/// A message of changes as plain values.
struct LevelUpdateTests {
    private static let token = String(repeating: "7", count: 77)
    private static let hash = String(repeating: "0f", count: 20)

    private static func message(best: String) -> [UInt8] {
        let market = "0x" + String(repeating: "ab", count: 32)
        let change =
            #"{"asset_id":"\#(token)","price":"0.31","size":"120.5","side":"SELL","hash":"\#(hash)","#
            + #""best_bid":"\#(best)","best_ask":"0.31"}"#
        return Array(
            (#"{"market":"\#(market)","price_changes":[\#(change),\#(change)],"#
                + #""timestamp":"1757908892351","event_type":"price_change"}"#).utf8)
    }

    @Test func everyFieldIsCopiedOut() throws {
        var parser = StreamParser()
        let updates = try parser.updates(in: Self.message(best: "0.3"))
        #expect(updates.count == 2)
        let update = try #require(updates.last)
        #expect(update.conditionID == ConditionID("0x" + String(repeating: "ab", count: 32)))
        #expect(update.tokenID == TokenID(Self.token))
        #expect(update.side == .ask)
        #expect(update.level == Level(price: Price(millionths: 310_000), size: Size(millionths: 120_500_000)))
        #expect(update.bestBid == Price(millionths: 300_000))
        #expect(update.bestAsk == Price(millionths: 310_000))
        #expect(update.hash == Self.hash)
        #expect(update.time == Timestamp(milliseconds: 1_757_908_892_351))
    }

    /// A length that is guessed wrong is measured; it is no reason for the general path.
    @Test(arguments: ["0.3", "0.31", "0.312", "0.3125"]) func everyLengthOfAPriceStaysCompact(best: String)
        throws
    {
        var parser = StreamParser()
        let updates = try parser.updates(in: Self.message(best: best))
        #expect(updates.allSatisfy { $0.bestBid == Price(exactly: best) })
        #expect(parser.generalCount == 0)
    }

    @Test(arguments: ["0", ""]) func anEmptySideIsMissing(best: String) throws {
        var parser = StreamParser()
        #expect(try parser.updates(in: Self.message(best: best)).allSatisfy { $0.bestBid == nil })
    }

    @Test func whatIsNotSaidIsMissing() throws {
        let flat = """
            {"asset_id":"t","event_type":"price_change","price":"0.5","side":"BUY","size":"0",\
            "timestamp":1757908892351}
            """
        var parser = StreamParser()
        let update = try #require(try parser.updates(in: Array(flat.utf8)).first)
        #expect(update.conditionID == nil && update.hash == nil)
        #expect(update.side == .bid && update.level.size == .zero)
    }

    @Test func whatIsNoMessageIsAnError() {
        var parser = StreamParser()
        #expect(throws: BookParseError.self) { try parser.updates(in: Array("{}".utf8)) }
        #expect(throws: BookParseError.self) { try parser.updates(in: []) }
    }
}
