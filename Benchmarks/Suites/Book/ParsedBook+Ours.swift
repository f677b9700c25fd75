internal import HarvestCore

extension ParsedBook {
    /// Copies what a parser lends; nothing for a book that is none.
    init?(_ columns: borrowing BookColumns) {
        // The corpora have no price twice, so that a refusal shows as disagreement.
        guard let book = try? columns.orderBook() else { return nil }
        (bids, asks) = (book.bids, book.asks)
        facts = Facts(
            market: Self.text(columns.market), token: Self.text(columns.token), hash: Self.text(columns.hash),
            milliseconds: Int64(columns.milliseconds), minimumOrderSize: Int64(columns.minimumOrderSize),
            tickSize: Int64(columns.tickSize), lastTradePrice: Int64(columns.lastTradePrice),
            isNegRisk: columns.isNegRisk)
        bands = Self.bands(columns)
    }

    /// Takes a book that was read as plain values; nothing for a book that is none.
    init?(_ snapshot: BookSnapshot) {
        // As above.
        guard let book = try? snapshot.orderBook() else { return nil }
        (bids, asks) = (book.bids, book.asks)
        facts = Facts(
            market: snapshot.conditionID.rawValue, token: snapshot.tokenID.rawValue,
            hash: snapshot.hash ?? "", milliseconds: snapshot.timestamp.flatMap { Int64($0) } ?? 0,
            minimumOrderSize: Self.millionths(snapshot.minimumOrderSize),
            tickSize: Self.millionths(snapshot.tickSize),
            lastTradePrice: Self.millionths(snapshot.lastTradePrice), isNegRisk: snapshot.isNegRisk ?? false)
        bands = Self.bands(book)
    }

    /// Copies what a parser lends, with levels and bands by way of plain values.
    init?(byValue columns: borrowing BookColumns) {
        // As above.
        guard let parsed = ParsedBook(columns), let book = try? columns.orderBook() else { return nil }
        (facts, bids, asks, bands) = (parsed.facts, book.bids, book.asks, Self.bands(book))
    }

    /// The bands of a book of plain values.
    static func bands(_ book: OrderBook) -> [Band] {
        Side.allCases.flatMap { book.depths($0, within: BookParsing.bands) }.map {
            Band(size: $0?.size.millionths ?? 0, notional: $0?.notional.millionths ?? 0)
        }
    }

    private static func bands(_ columns: borrowing BookColumns) -> [Band] {
        let totals = [columns.near, columns.middle, columns.far]
        return Side.allCases.flatMap { side in
            totals.map {
                let depth = $0.depth(side, levelCount: 0)
                return Band(size: depth.size.millionths, notional: depth.notional.millionths)
            }
        }
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    private static func millionths(_ text: String?) -> Int64 {
        text.flatMap { Size(exactly: $0)?.millionths } ?? 0
    }
}
