internal import Foundation
internal import HarvestCore
internal import Testing

@testable import HarvestSimulator

@Suite struct SimulatorBookTests {
    let desk = SimulatorDesk()

    /// Pairs of tokens of open markets, of tweet events and of ordinary ones.
    func pairs() throws -> [[String]] {
        let tweets = try desk.tweetEvents().flatMap { $0["markets"] as? [[String: Any]] ?? [] }
        let others = try desk.rows("/gamma/markets?closed=false&active=true&limit=100")
        return try (others + tweets.filter { $0["closed"] as? Bool == false }).map {
            try SimulatorDesk.unpacked($0["clobTokenIds"])
        }
    }

    /// The hash as the venue's rule has it, by code that shares nothing with the simulator's writer.
    func hash(of book: [String: Any]) throws -> String {
        func levels(_ name: String) throws -> String {
            let levels = try #require(book[name] as? [[String: String]])
            return try levels.map { level in
                let price = try #require(level["price"])
                return "{\"price\":\"\(price)\",\"size\":\"\(try #require(level["size"]))\"}"
            }.joined(separator: ",")
        }
        let text = """
            {"market":"\(book["market"] ?? "")","asset_id":"\(book["asset_id"] ?? "")",\
            "timestamp":"\(book["timestamp"] ?? "")","hash":"","bids":[\(try levels("bids"))],\
            "asks":[\(try levels("asks"))],"min_order_size":"\(book["min_order_size"] ?? "")",\
            "tick_size":"\(book["tick_size"] ?? "")","neg_risk":\(book["neg_risk"] as? Bool == true),\
            "last_trade_price":"\(book["last_trade_price"] ?? "")"}
            """
        return Hexadecimal.text(of: SHA1.digest(of: text.utf8))
    }

    @Test func everyHashCanBeWorkedOutAgain() throws {
        let tokens = try pairs().flatMap { $0 }
        for start in stride(from: 0, to: tokens.count, by: 500) {
            for book in try desk.books(Array(tokens[start..<min(start + 500, tokens.count)])) {
                #expect(try hash(of: book) == book["hash"] as? String)
            }
        }
        #expect(tokens.count > 300)
    }

    @Test func theBestPriceIsTheLastOfItsSide() throws {
        let books = try desk.books(Array(try pairs().flatMap { $0 }.prefix(400)))
        var (empty, oneSided) = (0, 0)
        for book in books {
            let bids = (book["bids"] as? [[String: String]] ?? []).compactMap { Double($0["price"] ?? "") }
            let asks = (book["asks"] as? [[String: String]] ?? []).compactMap { Double($0["price"] ?? "") }
            #expect(bids == bids.sorted() && Set(bids).count == bids.count)
            #expect(asks == asks.sorted(by: >) && Set(asks).count == asks.count)
            if let bid = bids.last, let ask = asks.last { #expect(bid < ask) }
            if bids.isEmpty && asks.isEmpty {
                empty += 1
            } else if bids.isEmpty || asks.isEmpty {
                oneSided += 1
            }
        }
        #expect(empty > 0 && oneSided > 0 && books.count > 300)
    }

    @Test func theTwoTokensOfAMarketMirrorEachOther() throws {
        for pair in try pairs().prefix(80) {
            let books = try desk.books(pair)
            let yes = try #require(books.first { $0["asset_id"] as? String == pair[0] })
            let no = try #require(books.first { $0["asset_id"] as? String == pair[1] })
            #expect(try mirrored(yes["bids"]) == plain(no["asks"]))
            #expect(try mirrored(yes["asks"]) == plain(no["bids"]))
            for key in ["market", "timestamp", "tick_size", "last_trade_price"] {
                #expect(yes[key] as? String == no[key] as? String)
            }
        }
    }

    private func plain(_ side: Any?) throws -> [[String]] {
        try #require(side as? [[String: String]]).map { [$0["price"] ?? "", $0["size"] ?? ""] }
    }

    private func mirrored(_ side: Any?) throws -> [[String]] {
        try plain(side).map { level in
            let price = try #require(Price(exactly: level[0]))
            return [Price(millionths: 1_000_000 - price.millionths).description, level[1]]
        }
    }

    @Test func lastTradesHaveThreeDecimalsOrAreMissing() throws {
        let trades = try desk.books(Array(try pairs().flatMap { $0 }.prefix(500))).map {
            $0["last_trade_price"] as? String
        }
        #expect(trades.contains { $0 == nil })
        for trade in trades.compactMap({ $0 }) {
            #expect(trade.count == 5 && trade.hasPrefix("0."))
        }
    }

    @Test func booksMoveWithTimeAndKeepTheirStampWhileTheyDoNot() throws {
        let pair = try #require(try pairs().first)
        let stamps = try (0..<20).map { step in
            let later = SimulatorDesk(at: SimulatorDesk.moment + .seconds(step * 30))
            let book = try later.object("/clob/book?token_id=\(pair[0])")
            let stamp = try #require((book["timestamp"] as? String).flatMap { Int64($0) })
            #expect(Timestamp(milliseconds: stamp) <= SimulatorDesk.moment + .seconds(step * 30))
            return "\(stamp) \(book["hash"] ?? "")"
        }
        let byStamp = Dictionary(grouping: stamps) { $0.split(separator: " ")[0] }
        #expect(byStamp.count > 1)
        #expect(byStamp.values.allSatisfy { Set($0).count == 1 })
    }

    @Test func severalBooksComeWithoutTheUnknownAndInAnotherOrder() throws {
        let tokens = try pairs().prefix(40).flatMap { $0 }
        let closed = try desk.rows("/gamma/markets?closed=true&limit=5")
            .flatMap { try SimulatorDesk.unpacked($0["clobTokenIds"]) }
        let answered = try desk.books(tokens + closed + ["1", "12345678901234567890"])
            .compactMap { $0["asset_id"] as? String }
        #expect(Set(answered) == Set(tokens))
        #expect(answered != tokens)
    }

    @Test func refusalsAreInTheVenuesWords() throws {
        let tokens = try pairs().flatMap { $0 }
        let many = (0...500).map { "{\"token_id\":\"\(tokens[$0 % tokens.count])\"}" }.joined(separator: ",")
        let tooMany = desk.ask("/clob/books", method: "POST", body: "[\(many)]")
        #expect(tooMany.status == 400)
        #expect(String(decoding: tooMany.body, as: UTF8.self) == #"{"error":"Payload exceeds the limit"}"#)
        let malformed = desk.ask("/clob/books", method: "POST", body: "{}")
        #expect(String(decoding: malformed.body, as: UTF8.self) == #"{"error":"Invalid payload"}"#)
        let closed = try #require(try desk.rows("/gamma/markets?closed=true&limit=1").first)
        let gone = desk.ask("/clob/book?token_id=\(try SimulatorDesk.unpacked(closed["clobTokenIds"])[0])")
        #expect(gone.status == 404)
        let words = #"{"error":"No orderbook exists for the requested token id"}"#
        #expect(String(decoding: gone.body, as: UTF8.self) == words)
        #expect(desk.ask("/clob/book?token_id=abc").status == 400)
        #expect(desk.ask("/clob/price?token_id=\(tokens[0])&side=hold").status == 400)
    }

    @Test func smallPricesAgreeWithTheBook() throws {
        let token = try #require(
            try pairs().map { $0[0] }.first { token in
                let book = try desk.object("/clob/book?token_id=\(token)")
                return (book["bids"] as? [Any])?.isEmpty == false
                    && (book["asks"] as? [Any])?.isEmpty == false
            })
        let book = try desk.object("/clob/book?token_id=\(token)")
        let bid = (book["bids"] as? [[String: String]])?.last?["price"]
        let ask = (book["asks"] as? [[String: String]])?.last?["price"]
        #expect(try desk.object("/clob/price?token_id=\(token)&side=buy")["price"] as? String == bid)
        #expect(try desk.object("/clob/price?token_id=\(token)&side=SELL")["price"] as? String == ask)
        let middle = try #require(
            (try desk.object("/clob/midpoint?token_id=\(token)")["mid"] as? String).flatMap(Double.init))
        let spread = try #require(
            (try desk.object("/clob/spread?token_id=\(token)")["spread"] as? String).flatMap(Double.init))
        let (low, high) = (try #require(bid.flatMap(Double.init)), try #require(ask.flatMap(Double.init)))
        #expect(abs(middle - (low + high) / 2) < 1e-9 && abs(spread - (high - low)) < 1e-9)
        #expect(try desk.object("/clob/tick-size?token_id=\(token)")["minimum_tick_size"] is NSNumber)
        #expect(desk.text("/clob/time") == "1795190400")
        #expect(desk.text("/clob/") == "\"OK\"" && desk.text("/clob/ok") == "\"OK\"")
    }

    @Test func historyHasItsBounds() throws {
        let token = try #require(try pairs().first?.first)
        let end = 1_795_190_400
        let wide = desk.ask(
            "/clob/prices-history?market=\(token)&startTs=\(end - 1_296_001)&endTs=\(end)&fidelity=60")
        #expect(wide.status == 400)
        #expect(String(decoding: wide.body, as: UTF8.self).contains("interval is too long"))
        let day = try desk.object(
            "/clob/prices-history?market=\(token)&startTs=\(end - 86_400)&endTs=\(end)&fidelity=60")
        let points = try #require(day["history"] as? [[String: Any]])
        let times = points.compactMap { $0["t"] as? Int }
        #expect(times.count == 24 && times == times.sorted() && times.allSatisfy { $0 % 60 == 6 })
        #expect(desk.ask("/clob/prices-history?market=\(token)&interval=1w&fidelity=1").status == 400)
        #expect(desk.text("/clob/prices-history?market=123&interval=1d") == #"{"history":[]}"#)
    }
}
