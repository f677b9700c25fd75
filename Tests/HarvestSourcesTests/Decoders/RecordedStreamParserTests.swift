import HarvestCore
import HarvestTestSupport
import Testing

/// The stream parser on every recorded message, in all shapes since 2024.
@Suite(.enabled(if: RecordedPayloads.areThere, "recorded payloads are not beside this checkout"))
struct RecordedStreamParserTests {
    @Test func everyFrameIsCutIntoMessagesOfItsKinds() throws {
        var counts: [StreamMessageKind: Int] = [:]
        let parser = StreamParser()
        for frame in try RecordedFrames.frames() {
            let copy = ExactCopy(frame.utf8)
            _ = try StreamParser.withMessages(in: copy.view) { message in
                #expect(throws: Never.self) { counts[try parser.kind(of: message), default: 0] += 1 }
            }
        }
        let expected: [StreamMessageKind: Int] = [
            .book: 27, .priceChange: 117, .lastTradePrice: 3, .bestBidAsk: 11, .tickSizeChange: 2,
        ]
        for (kind, count) in expected { #expect(counts[kind] == count, "\(kind)") }
    }

    @Test func everyChangeIsReadAlikeOnEveryPath() throws {
        var jury = MessageJury()
        for message in try RecordedFrames.messages(of: "price_change") {
            let copy = ExactCopy(message)
            #expect(jury.disagreement(on: copy.view) == nil)
        }
        #expect(jury.acceptedCount == 117)
        // Those of May and August 2026 whose bytes are the venue's own.
        #expect(jury.compactCount >= 109)
    }

    @Test func everyTradeStepAndTopIsRead() throws {
        let parser = StreamParser()
        for message in try RecordedFrames.messages(of: "last_trade_price") {
            let copy = ExactCopy(message)
            let trade = try parser.lastTrade(in: copy.view)
            #expect(trade.price > .zero && trade.size ?? .zero > .zero && trade.side != nil)
            #expect(trade.time != nil && trade.feeBasisPoints == .zero)
        }
        for message in try RecordedFrames.messages(of: "best_bid_ask") {
            let copy = ExactCopy(message)
            let best = try parser.bestBidAsk(in: copy.view)
            let (bid, ask) = (try #require(best.bestBid), try #require(best.bestAsk))
            #expect(best.spread?.millionths == ask.millionths - bid.millionths)
        }
        for message in try RecordedFrames.messages(of: "tick_size_change") {
            let copy = ExactCopy(message)
            let step = try parser.tickSizeChange(in: copy.view)
            let steps = [try #require(step.formerTickSize), step.tickSize].sorted()
            #expect(steps == [Price(millionths: 1_000), Price(millionths: 10_000)])
        }
    }

    @Test func theBestPricesOfAChangeAreOnTheRightSides() throws {
        var parser = StreamParser()
        for message in try RecordedFrames.messages(of: "price_change") {
            let copy = ExactCopy(message)
            try parser.withPriceChanges(in: copy.view) { message in
                for change in message.changes where change.bestBid != 0 && change.bestAsk != 0 {
                    #expect(change.bestBid < change.bestAsk)
                }
            }
        }
    }

    @Test func recordedMessagesMayBeCutShortAndChanged() throws {
        var jury = MessageJury()
        let messages = try RecordedFrames.messages(of: "price_change")
        for (number, message) in messages.enumerated() {
            let hostile = HostileInput(mutations: 60, seed: UInt64(number))
            hostile.forEachMutation(of: message) { bytes, place, byte in
                #expect(jury.disagreement(on: bytes) == nil, "message \(number), \(byte) at \(place)")
            }
        }
        print("recorded messages: \(messages.count) documents, \(jury.count) mutations")
    }
}
