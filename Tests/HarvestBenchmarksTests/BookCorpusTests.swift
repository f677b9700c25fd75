import Foundation
import HarvestBenchmarks
import HarvestCore
import Testing

/// What the suites measure must be what the venue sends: well-formed, true hashes, true best prices.
@Suite struct BookCorpusTests {
    @Test(arguments: BookCorpus.Kind.allCases)
    func oneSeedGivesTheSameBytesAndAnotherOthers(_ kind: BookCorpus.Kind) {
        let corpus = BookCorpus(kind, books: 20, seed: 5)
        #expect(corpus.documents == BookCorpus(kind, books: 20, seed: 5).documents)
        #expect(corpus.documents != BookCorpus(kind, books: 20, seed: 6).documents)
        #expect(corpus.bookCount == 20)
    }

    @Test(arguments: BookCorpus.Kind.allCases)
    func everyDocumentIsJSONWithTheLevelsItWasCountedWith(_ kind: BookCorpus.Kind) throws {
        let corpus = BookCorpus(kind, books: 220, seed: 1)
        var levels = 0
        var books = 0
        for document in corpus.documents {
            let json = try JSONSerialization.jsonObject(with: Data(document))
            let single = (json as? [String: Any]).map { [$0] }
            for book in try #require(json as? [[String: Any]] ?? single) {
                books += 1
                levels += (book["bids"] as? [Any])?.count ?? 0
                levels += (book["asks"] as? [Any])?.count ?? 0
            }
        }
        #expect(books == 220)
        #expect(levels == corpus.levelCount)
    }

    @Test func signedMessagesCarryTheHashAndBestPricesOfTheBookTheyLeave() throws {
        let corpus = PriceChangeCorpus(tokens: 6, messages: 60, levels: 12, isSigned: true, seed: 3)
        var books = [String: [String: Any]]()
        for document in corpus.books {
            let book = try #require(object(document))
            books[try #require(book["asset_id"] as? String)] = book
        }
        #expect(books.count == 6)
        for document in corpus.messages {
            let message = try #require(object(document))
            let changes = try #require(message["price_changes"] as? [[String: String]])
            #expect(changes.count == 2)
            for change in changes {
                let token = try #require(change["asset_id"])
                var book = try #require(books[token])
                book["timestamp"] = message["timestamp"]
                try apply(change, to: &book)
                books[token] = book
                let snapshot = try snapshot(of: book)
                #expect(BookHash.digest(of: snapshot, era: .lastTrade) == change["hash"])
                #expect(snapshot.bids.last?.price.description == change["best_bid"])
                #expect(snapshot.asks.last?.price.description == change["best_ask"])
            }
        }
    }

    private func object(_ document: [UInt8]) -> [String: Any]? {
        // A document that is no object fails the test through #require.
        (try? JSONSerialization.jsonObject(with: Data(document))) as? [String: Any]
    }

    private func apply(_ change: [String: String], to book: inout [String: Any]) throws {
        let key = change["side"] == "BUY" ? "bids" : "asks"
        let price = try #require(change["price"])
        var levels = try #require(book[key] as? [[String: String]]).filter { $0["price"] != price }
        if change["size"] != "0" { levels.append(["price": price, "size": try #require(change["size"])]) }
        levels.sort { left, right in
            let (first, second) = (Double(left["price"] ?? "") ?? 0, Double(right["price"] ?? "") ?? 0)
            return key == "bids" ? first < second : first > second
        }
        book[key] = levels
    }

    private func snapshot(of book: [String: Any]) throws -> BookSnapshot {
        func text(_ key: String) throws -> String { try #require(book[key] as? String) }
        var snapshot = BookSnapshot(
            conditionID: ConditionID(try text("market")), tokenID: TokenID(try text("asset_id")))
        snapshot.timestamp = try text("timestamp")
        snapshot.minimumOrderSize = try text("min_order_size")
        snapshot.tickSize = try text("tick_size")
        snapshot.isNegRisk = book["neg_risk"] as? Bool
        snapshot.lastTradePrice = try text("last_trade_price")
        for (side, key) in [(Side.bid, "bids"), (.ask, "asks")] {
            for level in try #require(book[key] as? [[String: String]]) {
                let isLevel = snapshot.append(
                    side, price: try #require(level["price"]), size: try #require(level["size"]))
                #expect(isLevel)
            }
        }
        return snapshot
    }
}
