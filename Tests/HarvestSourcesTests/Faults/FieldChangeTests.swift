internal import HarvestCore
@testable internal import HarvestSources
internal import Testing

@testable internal import HarvestSimulator

/// Every field of every answer gone, renamed or of another type: an element may be lost, the others are not,
/// and nothing but a decoding error comes out.
@Suite struct FieldChangeTests {
    /// An endpoint with what reads it; answers how many elements were used and how many were rejected.
    private struct Reader: Sendable {
        let target: String
        let body: String
        let read: @Sendable (Frame) throws -> (used: Int, rejected: Int)

        init<Element>(
            _ target: String, body: String = "",
            _ decode: @escaping @Sendable (Frame) throws(DecodeError) -> Decoded<Element>
        ) {
            self.target = target
            self.body = body
            read = { frame in
                let decoded = try decode(frame)
                return (decoded.elements.count, decoded.rejected.count)
            }
        }
    }

    private static let readers = [
        Reader("/gamma/events/keyset?limit=3", GammaDecoder.eventsPage),
        Reader("/gamma/markets/keyset?limit=3", GammaDecoder.marketsPage),
        Reader("/gamma/tags", GammaDecoder.tags), Reader("/gamma/sports", GammaDecoder.sports),
        Reader("/clob/markets", ClobDecoder.marketsPage),
        Reader("/clob/book?token_id=FIRST", ClobDecoder.book),
        Reader(
            "/clob/books", body: "[{\"token_id\":\"FIRST\"},{\"token_id\":\"SECOND\"}]", ClobDecoder.books),
        Reader("/xtracker/api/users/elonmusk", XTrackerDecoder.user),
        Reader("/xtracker/api/users/elonmusk/trackings", XTrackerDecoder.trackings),
        Reader("/xtracker/api/users/elonmusk/posts", XTrackerDecoder.posts),
        Reader(
            "/xtracker/api/metrics/\(SimulatedAccount.all[0].id)?type=daily&startDate=2026-11-18"
                + "&endDate=2026-11-20", XTrackerDecoder.metrics),
    ]

    /// The answer of a service that misunderstands nothing. `FIRST` and `SECOND` stand for tokens with books.
    private static func honestAnswer(to reader: Reader) throws -> [UInt8] {
        let desk = SimulatorDesk(marketCount: 64) { $0.historyDays = 3 }
        let market = try #require(try desk.rows("/gamma/markets?closed=false&limit=1").first)
        let tokens = try SimulatorDesk.unpacked(market["clobTokenIds"])
        desk.simulator.faults.add(.paging(.clamped(rows: 3, keepsCursor: true)))
        func filled(_ text: String) -> String {
            text.replacing("FIRST", with: tokens[0]).replacing("SECOND", with: tokens[1])
        }
        let method = reader.body.isEmpty ? "GET" : "POST"
        return desk.ask(filled(reader.target), method: method, body: filled(reader.body)).body
    }

    private static func frame(_ bytes: [UInt8]) -> Frame {
        Frame(
            endpoint: Endpoint(source: "gamma", name: "x"), sequence: 1,
            receivedAt: Timestamp(seconds: 1_795_190_400), uptime: .zero, request: "GET x", status: 200,
            bytes: bytes)
    }

    /// The names of all members in a text.
    private static func keys(of bytes: [UInt8]) -> [String] {
        let pieces = String(decoding: bytes, as: UTF8.self).split(separator: "\":")
        let names = pieces.dropLast().compactMap { $0.split(separator: "\"").last.map(String.init) }
        return Set(names.filter { name in name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } })
            .sorted()
    }

    @Test(arguments: readers.indices)
    func eachFieldMayGoOrChange(index: Int) throws {
        let reader = Self.readers[index]
        let honest = try Self.honestAnswer(to: reader)
        let whole = try reader.read(Self.frame(honest))
        #expect(whole.used > 0 && whole.rejected == 0, "\(reader.target)")
        let keys = Self.keys(of: honest)
        #expect(keys.count > 2)
        for key in keys {
            let removed = JSONSurgery.remove(key, 0, in: honest)
            try expectAtMostOneLost(reader, removed, of: whole.used, "\(key) removed")
            let added = JSONSurgery.insert("novelty", "[{}]", before: key, 0, in: honest)
            try expectAtMostOneLost(reader, added, of: whole.used, "before \(key)")
            for json in ["null", "{\"a\":[1]}", "[]", "-1e999", "\"\\ud800\"", "true"] {
                // An empty list of elements is what the last page of many a list is.
                if json == "[]", Self.envelopes.contains(key) { continue }
                let changed = JSONSurgery.replace(key, 0, with: json, in: honest)
                try expectAtMostOneLost(reader, changed, of: whole.used, "\(key): \(json)")
            }
        }
    }

    /// The keys under which lists of elements stand.
    private static let envelopes: Set<String> = ["events", "markets", "data"]

    private func expectAtMostOneLost(
        _ reader: Reader, _ bytes: [UInt8], of count: Int, _ change: String
    ) throws {
        do {
            let result = try reader.read(Self.frame(bytes))
            #expect(result.used >= count - 1, "\(reader.target) \(change): \(result) of \(count)")
        } catch is DecodeError {
            // Known as an answer that cannot be read, and tried again or told.
        }
    }
}
