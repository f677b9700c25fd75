internal import Foundation
internal import HarvestCore

/// Quotes to rows on their way to a store, against writing the same quotes as JSON.
enum RowEncoding {
    static func suite(itemCount: Int, seed: UInt64) -> BenchmarkSuite {
        let quotes = DrawnQuotes.quotes(itemCount, seed: seed)
        let payloads = quotes.map(Payload.init)
        return BenchmarkSuite(
            name: "row-encoding", summary: "a top of book, to a row of nine values", itemCount: itemCount,
            contenders: [
                .init("HarvestCore RowBlock.append") { UInt64(DrawnQuotes.block(of: quotes).values.count) },
                .init("Foundation JSONEncoder") {
                    // The payload has only numbers and texts, so it cannot fail; a failure would show in the
                    // digest.
                    UInt64((try? JSONEncoder().encode(payloads))?.count ?? 0)
                },
            ],
            disagreements: {
                let block = DrawnQuotes.block(of: quotes)
                return quotes.indices.count { index in
                    let row = Array(block[index])
                    return row.count != QuoteTop.table.writtenColumns.count
                        || row.first != .text(quotes[index].tokenID.rawValue)
                }
            })
    }

    private struct Payload: Codable, Sendable {
        let token, market: String
        let bid, ask, mid, spread, last: Int64?
        let source, captured: Int64?

        init(_ quote: QuoteTop) {
            token = quote.tokenID.rawValue
            market = quote.marketID.rawValue
            bid = quote.bestBid?.millionths
            ask = quote.bestAsk?.millionths
            mid = quote.mid?.millionths
            spread = quote.spread?.millionths
            last = quote.lastTradePrice?.millionths
            source = quote.sourceTime?.microseconds
            captured = quote.capturedAt.microseconds
        }
    }
}
