import HarvestCore
import HarvestTestSupport
import Testing

/// A recorded stream of May 2026: every book of its first frame and every change after it carries the venue's
/// hash, and books that are only ever changed recompute them all.
@Suite(.enabled(if: RecordedPayloads.areThere, "recorded payloads are not beside this checkout"))
struct RecordedStreamHashTests {
    /// One message: which books it changes, and what they hash to when all messages of its market and moment
    /// are in.
    private struct Message {
        let market, timestamp: String
        let changes: [JSONNode]
    }

    /// A book in a dictionary's reach.
    private final class Place {
        var book: HashedBook

        init(_ book: consuming HashedBook) { self.book = book }

        func apply(_ change: JSONNode, timestamp: String) {
            let side: Side = change["side"]?.text == "BUY" ? .bid : .ask
            book.setTimestamp(text: timestamp)
            book.apply(side, change["price"]?.text ?? "", change["size"]?.text ?? "")
        }

        func matches(_ change: JSONNode) -> Bool { book.matches(text: change["hash"]?.text ?? "") }
    }

    private static func frames() throws -> [JSONNode] {
        let path = "ws/market-and-rtds_replay_2026-05-19.txt"
        let text = String(decoding: try RecordedPayloads.bytes(path), as: UTF8.self)
        return try text.split(separator: ";;").map { $0.trimmingPrefix(while: \.isWhitespace) }
            .filter { !$0.isEmpty }
            .map {
                try JSONDocument(parsing: Array($0.utf8), from: Endpoint(source: "test", name: "ws")).root
            }
    }

    /// The books of the first frame. What the stream leaves out, 5 shares as smallest order and neg risk one
    /// way or the other, is found by the hash.
    private static func places(_ frames: [JSONNode]) throws -> [String: Place] {
        var places: [String: Place] = [:]
        for node in frames.flatMap(\.elements) {
            let snapshot = try snapshot(node)
            for isNegRisk in [false, true] {
                var whole = snapshot
                (whole.minimumOrderSize, whole.isNegRisk) = ("5", isNegRisk)
                var book = HashedBook()
                guard book.load(whole), book.matches(text: snapshot.hash ?? "") else { continue }
                places[snapshot.tokenID.rawValue] = Place(book)
                break
            }
        }
        return places
    }

    private static func snapshot(_ node: JSONNode) throws -> BookSnapshot {
        var book = BookSnapshot(
            conditionID: ConditionID(node["market"]?.text ?? ""),
            tokenID: TokenID(node["asset_id"]?.text ?? ""))
        (book.timestamp, book.hash) = (node["timestamp"]?.text, node["hash"]?.text)
        (book.tickSize, book.lastTradePrice) = (node["tick_size"]?.text, node["last_trade_price"]?.text)
        for (side, key) in [(.bid, "bids"), (.ask, "asks")] as [(Side, String)] {
            for level in node[key]?.elements ?? [] {
                let (price, size) = (level["price"]?.text ?? "", level["size"]?.text ?? "")
                let isTaken = book.append(side, price: price, size: size)
                try #require(isTaken)
            }
        }
        return book
    }

    private static func messages(_ frames: [JSONNode]) -> [Message] {
        frames.filter { $0["event_type"]?.text == "price_change" }.map {
            Message(
                market: $0["market"]?.text ?? "", timestamp: $0["timestamp"]?.text ?? "",
                changes: $0["price_changes"]?.elements ?? [])
        }
    }

    @Test func everyBookOfTheFirstFrameRecomputesItsHash() throws {
        let frames = try Self.frames()
        #expect(frames.flatMap(\.elements).count == 24)
        #expect(try Self.places(frames).count == 24)
    }

    @Test func nearlyEveryChangeRecomputesItsHashAtOnce() throws {
        let frames = try Self.frames()
        let places = try Self.places(frames)
        let messages = Self.messages(frames)
        var matched = 0
        for message in messages {
            for change in message.changes {
                let place = try #require(places[change["asset_id"]?.text ?? ""])
                place.apply(change, timestamp: message.timestamp)
                if place.matches(change) { matched += 1 }
            }
        }
        #expect(messages.count == 109)
        #expect(matched == 210)
    }

    /// Of several messages of one market and moment, some carry the hash after a later one of them.
    @Test func aHashThatIsAheadIsThatOfALaterMessageOfItsMoment() throws {
        let frames = try Self.frames()
        let places = try Self.places(frames)
        var ahead: [JSONNode] = []
        var caughtUp = 0
        for message in Self.messages(frames) {
            for change in message.changes {
                places[change["asset_id"]?.text ?? ""]?.apply(change, timestamp: message.timestamp)
                ahead.append(change)
            }
            let count = ahead.count
            ahead.removeAll { places[$0["asset_id"]?.text ?? ""]?.matches($0) == true }
            caughtUp += count - ahead.count
        }
        #expect(ahead.isEmpty)
        #expect(caughtUp == 218)
    }

    /// The two books of a market in one go, as a message has them.
    @Test func bothBooksOfAMessageRecomputeTogether() throws {
        let frames = try Self.frames()
        let places = try Self.places(frames)
        var matched = 0
        for message in Self.messages(frames) where message.changes.count == 2 {
            let both = try message.changes.map { try #require(places[$0["asset_id"]?.text ?? ""]) }
            for (place, change) in zip(both, message.changes) {
                place.apply(change, timestamp: message.timestamp)
            }
            let hashes = message.changes.map { $0["hash"]?.text ?? "" }
            let outcome = HashedBook.withBytes(of: hashes[0]) { first in
                HashedBook.withBytes(of: hashes[1]) { second in
                    HashedBook.match(&both[0].book, first, &both[1].book, second)
                }
            }
            matched += (outcome.first ? 1 : 0) + (outcome.second ? 1 : 0)
        }
        #expect(matched == 210)
    }
}
