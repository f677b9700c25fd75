internal import HarvestCore

/// The newest quotes of the markets with the highest bids, with what they are quotes of.
struct LatestQuotes: Sendable {
    /// Rows shown.
    static let rowCount = 12

    private struct Quote {
        let row: Row
        let label: String
        let question: String
    }

    private let quotes: [Quote]

    /// Reads the quotes of Yes tokens, highest bid first.
    static func read(from store: any Store) async throws -> LatestQuotes {
        let rows = try await store.rows(
            Query(
                TableCatalogue.quoteLatest, where: [.present("mid")], order: [.descending("best_bid")],
                limit: 2_000))
        var quotes: [Quote] = []
        for row in rows where quotes.count < rowCount {
            guard let token = try await first(OutcomeToken.table, "token_id", row.text("token_id"), store),
                token.text("outcome_side") != "NO",
                let market = try await first(Market.table, "market_id", row.text("market_id"), store)
            else { continue }
            quotes.append(
                Quote(
                    row: row, label: token.text("outcome_label") ?? "",
                    question: market.text("question") ?? ""))
        }
        return LatestQuotes(quotes: quotes)
    }

    /// Writes the quotes.
    func write(to output: Output, now: Timestamp) throws {
        guard !output.isJSON else {
            return try output.json(.object(["type": "quotes", "quotes": .array(quotes.map(Self.json))]))
        }
        var table = TextTable(["OUTCOME", "BID", "ASK", "MID", "SPREAD", "LAST CHANGE", "QUESTION"])
        for quote in quotes {
            table.add([
                .text(quote.label), Self.cell(quote.row, "best_bid"), Self.cell(quote.row, "best_ask"),
                Self.cell(quote.row, "mid"), Self.cell(quote.row, "spread"),
                quote.row.timestamp("source_ts").map { .text("\(Int((now - $0).inSeconds)) s ago") }
                    ?? .missing,
                .text(String(quote.question.prefix(60))),
            ])
        }
        try output.line()
        try output.table(table)
    }

    private static func first(
        _ table: TableSchema, _ key: String, _ value: String?, _ store: any Store
    ) async throws -> Row? {
        guard let value else { return nil }
        return try await store.rows(Query(table, where: [.equal(key, .text(value))], limit: 1)).first
    }

    private static func cell(_ row: Row, _ column: String) -> TextTable.Cell {
        row.decimal(column, as: Amount.self).map { .exact($0.description) } ?? .missing
    }

    private static func json(_ quote: Quote) -> JSONValue {
        func number(_ column: String) -> JSONValue {
            .text(quote.row.decimal(column, as: Amount.self)?.description)
        }
        return .object([
            "token_id": .text(quote.row.text("token_id")), "outcome": .string(quote.label),
            "question": .string(quote.question), "best_bid": number("best_bid"),
            "best_ask": number("best_ask"),
            "mid": number("mid"), "spread": number("spread"),
            "captured_at": .text(quote.row.timestamp("captured_at")?.description),
        ])
    }
}
