import HarvestBenchmarks
import HarvestCore
import HarvestTestSupport
import Testing

/// Stream messages in all shapes they have had; made after recorded ones.
struct StreamParserTests {
    static func parse(_ message: String) throws(BookParseError) -> ParsedChanges {
        var parser = StreamParser()
        let copy = ExactCopy(Array(message.utf8))
        return try parser.withPriceChanges(in: copy.view) { ParsedChanges($0) }
    }

    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func generatedMessagesAreReadAlikeOnEveryPath(seed: UInt64) {
        let corpus = PriceChangeCorpus(tokens: 8, messages: 120, levels: 15, seed: seed)
        var jury = MessageJury()
        for message in corpus.messages {
            let copy = ExactCopy(message)
            #expect(jury.disagreement(on: copy.view) == nil)
        }
        #expect(jury.compactCount == 120)
    }

    @Test func theShapeOfTodayIsReadToTheLetter() throws {
        let message = WireSample.message(
            WireSample.change("0.06", "374.34", bestBid: "0.07", bestAsk: "0.08") + ","
                + WireSample.change("0.94", "0", side: "SELL", bestBid: "0.92", bestAsk: "0.9301"))
        let parsed = try Self.parse(message)
        #expect(parsed.market == WireSample.market && parsed.milliseconds == 1_770_000_000_000)
        #expect(parsed.changes.count == 2)
        let (first, second) = (parsed.changes[0], parsed.changes[1])
        #expect(first.token == WireSample.token && first.hash == WireSample.hash)
        #expect(first.price == 60_000 && first.size == 374_340_000 && first.side == .bid)
        #expect(first.priceText == "0.06" && first.sizeText == "374.34")
        #expect(first.bestBid == 70_000 && first.bestAsk == 80_000)
        #expect(second.price == 940_000 && second.size == 0 && second.side == .ask)
        #expect(second.bestAsk == 930_100)
    }

    @Test func theShapesOfFormerYearsAreReadAsWell() throws {
        let flat = try Self.parse(HostileMessageTests.others[0])
        #expect(flat.market == "0xdd" && flat.changes.count == 1)
        #expect(flat.changes[0].token == "48" && flat.changes[0].hash == "bf")
        #expect(flat.changes[0].price == 514_000 && flat.changes[0].side == .ask)
        let listed = try Self.parse(HostileMessageTests.others[1])
        #expect(listed.changes.map(\.token) == ["72", "72"] && listed.changes.map(\.hash) == ["cf", "cf"])
        #expect(listed.changes.map(\.price) == [400_000, 500_000])
        #expect(listed.changes.map(\.side) == [.ask, .bid] && listed.changes[1].size == 0)
    }

    @Test(arguments: ["\"0\"", "\"\"", "null", "\"0.0\"", "0"])
    func anEmptySideHasNoBestPrice(best: String) throws {
        let message = WireSample.message(WireSample.change("0.3", "1"))
            .replacing("\"best_bid\":\"0.31\"", with: "\"best_bid\":\(best)")
        let parsed = try Self.parse(message)
        #expect(parsed.changes[0].bestBid == 0 && parsed.changes[0].bestAsk == 350_000)
    }

    @Test(
        arguments: [("0", 0), ("", 0), ("1", 1_000_000), ("0.31", 310_000)] as [(String, UInt32)],
        [("0", 0), ("", 0), ("1", 1_000_000), ("0.9301", 930_100)] as [(String, UInt32)])
    func emptySidesAndFullPricesTakeTheCompactPath(bid: (String, UInt32), ask: (String, UInt32)) throws {
        let change = WireSample.change("0.3", "12.5", side: "SELL", bestBid: bid.0, bestAsk: ask.0)
        for changes in [change, "\(change),\(WireSample.change("0.41", "0"))", "\(change),\(change)"] {
            let copy = ExactCopy(WireSample.message(changes).utf8)
            var parser = StreamParser()
            let first = try parser.withPriceChanges(in: copy.view) { ParsedChanges($0).changes[0] }
            #expect(first.bestBid == bid.1 && first.bestAsk == ask.1)
            #expect(first.price == 300_000 && first.size == 12_500_000 && first.side == .ask)
            #expect(parser.generalCount == 0)
            var jury = MessageJury()
            #expect(jury.disagreement(on: copy.view) == nil)
        }
    }

    @Test(arguments: ["00", "1.0", "10", "2", "0.", "0.x", "x", "-", "1x", "0x", ".5", "0.31\\u0030"])
    func otherBestPricesAreLeftToTheGeneralPath(best: String) {
        for (bid, ask) in [(best, "0"), ("0", best), (best, "0.5"), ("", best)] {
            let changes = WireSample.change("0.3", "1", bestBid: bid, bestAsk: ask)
            let copy = ExactCopy(WireSample.message("\(changes),\(changes)").utf8)
            var jury = MessageJury()
            #expect(jury.disagreement(on: copy.view) == nil, "\(bid) and \(ask)")
            #expect(jury.compactCount == 0)
        }
    }

    @Test func aPriceThatIsNoneIsRefusedBesideAnEmptySide() {
        for price in ["0.x", "0.3x", "0.:", "0.0", "0.;5"] {
            let change = WireSample.change(price, "1", bestBid: "0", bestAsk: "")
            let copy = ExactCopy(WireSample.message("\(change),\(change)").utf8)
            var parser = StreamParser()
            #expect(throws: BookParseError.self) { try parser.withPriceChanges(in: copy.view) { _ in } }
        }
    }

    @Test(arguments: [
        ("event_type", "\\u0065vent_type"), ("market", "m\\u0061rket"), ("asset_id", "asset\\u005fid"),
        ("hash", "has\\u0068"), ("side", "sid\\u0065"), ("price", "pric\\u0065"), ("size", "\\u0073ize"),
        ("best_bid", "best\\u005fbid"), ("best_ask", "best\\u005fask"), ("timestamp", "\\u0074imestamp"),
        ("price_changes", "price\\u005fchanges"), ("price_changes", "changes"),
    ])
    func keysMayBeEscaped(key: String, escaped: String) throws {
        let message = WireSample.message(WireSample.change("0.3", "1"))
        let other = message.replacing("\"\(key)\"", with: "\"\(escaped)\"")
        #expect(other != message)
        #expect(try Self.parse(other) == Self.parse(message))
    }

    @Test func timesMayBeNumbers() throws {
        let message = WireSample.message(WireSample.change("0.3", "1"))
        let number = message.replacing("\"1770000000000\"", with: "1770000000000")
        #expect(try Self.parse(number) == Self.parse(message))
    }

    @Test func aMessageOfManyChangesIsReadOnBothPaths() throws {
        for count in [0, 1, 63, 64, 65, 300] {
            let changes = (0..<count).map { WireSample.change("0.\(100 + $0)", "\($0)") }
            let message = WireSample.message(changes.joined(separator: ","))
            var parser = StreamParser()
            for _ in 0..<2 {
                let copy = ExactCopy(Array(message.utf8))
                let parsed = try parser.withPriceChanges(in: copy.view) { ParsedChanges($0) }
                #expect(parsed.changes.map(\.price) == (0..<count).map { UInt32(100 + $0) * 1_000 })
            }
            // The second time there is room for all of them.
            #expect(parser.generalCount == (count == 0 ? 2 : count > 64 ? 1 : 0))
        }
    }

    @Test func aTradeIsReadWhole() throws {
        let message = """
            {"market":"0x1","asset_id":"7","price":"0.585","size":"2.46","fee_rate_bps":"10","side":"SELL",\
            "timestamp":1786728467101,"event_type":"last_trade_price","transaction_hash":"0xab"}
            """
        let copy = ExactCopy(message.utf8)
        let trade = try StreamParser().lastTrade(in: copy.view)
        #expect(trade.conditionID.rawValue == "0x1" && trade.tokenID.rawValue == "7" && trade.side == .ask)
        #expect(trade.price == Price(exactly: "0.585") && trade.size == Size(exactly: "2.46"))
        #expect(trade.feeBasisPoints == Amount(exactly: "10") && trade.transactionHash == "0xab")
        #expect(trade.time == Timestamp(milliseconds: 1_786_728_467_101))
    }

    @Test func anotherPriceStepIsReadWhole() throws {
        let message = """
            {"event_type":"tick_size_change","asset_id":"7","market":"0x1","old_tick_size":"0.01",\
            "new_tick_size":"0.001","timestamp":"1757908892351"}
            """
        let copy = ExactCopy(message.utf8)
        let step = try StreamParser().tickSizeChange(in: copy.view)
        #expect(step.formerTickSize == Price(exactly: "0.01") && step.tickSize == Price(exactly: "0.001"))
    }

    @Test func anotherTopOfBookIsReadWhole() throws {
        let message = """
            {"market":"0x1","asset_id":"7","best_bid":"0","best_ask":"0.587","spread":"0.587",\
            "timestamp":"1786728467006","event_type":"best_bid_ask"}
            """
        let copy = ExactCopy(message.utf8)
        let best = try StreamParser().bestBidAsk(in: copy.view)
        #expect(best.bestBid == nil && best.bestAsk == Price(exactly: "0.587"))
        #expect(best.spread == Price(exactly: "0.587"))
    }

    @Test(
        arguments: [
            ("{\"event_type\":\"book\"}", .book), ("{\"bids\":[],\"asks\":[]}", .book),
            ("{\"bids\":[]}", .other),
            ("{\"event_type\":\"price_change\"}", .priceChange), ("{\"event_type\":\"new_market\"}", .other),
            ("{\"event_type\":\"last_trade_price\"}", .lastTradePrice), ("{}", .other),
            ("{\"event_type\":\"tick_size_change\",\"bids\":[],\"asks\":[]}", .tickSizeChange),
            ("{\"x\":[{\"event_type\":\"book\"}],\"event_type\":\"best_bid_ask\"}", .bestBidAsk),
            ("{\"event\\u005ftype\":\"b\\u006fok\"}", .book),
        ] as [(String, StreamMessageKind)])
    func aMessageHasAKind(message: String, kind: StreamMessageKind) throws {
        let copy = ExactCopy(message.utf8)
        #expect(try StreamParser().kind(of: copy.view) == kind)
    }

    @Test(
        arguments: [
            ("{\"a\":1}", ["{\"a\":1}"]), (" {\"a\":1} ", ["{\"a\":1}"]), ("[]", []), (" [ ] ", []),
            ("[{\"a\":[1,2]} , {\"b\":\"]\"}]", ["{\"a\":[1,2]}", "{\"b\":\"]\"}"]),
            ("[5,\"x\"]", ["5", "\"x\""]),
        ] as [(String, [String])])
    func aFrameIsCutIntoItsMessages(frame: String, messages: [String]) throws {
        let copy = ExactCopy(frame.utf8)
        var found: [String] = []
        let count = try StreamParser.withMessages(in: copy.view) {
            found.append(String(decoding: $0, as: UTF8.self))
        }
        #expect(found == messages && count == messages.count)
    }

    @Test(arguments: ["", "[", "[{}", "[{},]", "[{}]]", "{} {}", "PONG", "{\"a\":}", "[{},{]"])
    func noMessageIsLentOfAFrameThatIsNoJSON(frame: String) {
        let copy = ExactCopy(frame.utf8)
        var count = 0
        let error = #expect(throws: BookParseError.self) {
            try StreamParser.withMessages(in: copy.view) { _ in count += 1 }
        }
        #expect(count == 0)
        #expect(0...frame.utf8.count ~= error?.byteOffset ?? -1)
    }
}
