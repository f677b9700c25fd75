internal import Foundation
internal import HarvestCore

/// Quotes to rows on their way to a store, against writing the same quotes as JSON.
enum RowEncoding {
    static func suite(itemCount: Int, seed: UInt64) -> BenchmarkSuite {
        let quotes = quotes(itemCount, seed: seed)
        let payloads = quotes.map(Payload.init)
        return BenchmarkSuite(
            name: "row-encoding", summary: "a top of book, to a row of nine values", itemCount: itemCount,
            contenders: [
                .init("HarvestCore RowBlock.append") { UInt64(block(of: quotes).values.count) },
                .init("Foundation JSONEncoder") {
                    // The payload has only numbers and texts, so it cannot fail; a failure would show in the
                    // digest.
                    UInt64((try? JSONEncoder().encode(payloads))?.count ?? 0)
                },
            ],
            disagreements: {
                let block = block(of: quotes)
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

    private static func block(of quotes: [QuoteTop]) -> RowBlock {
        var block = RowBlock(table: QuoteTop.table)
        for quote in quotes { block.append(quote) }
        return block
    }

    private static func quotes(_ count: Int, seed: UInt64) -> [QuoteTop] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { index in
            let bid = Int64.random(in: 1...989, using: &generator) * 1_000
            let moment = Timestamp(seconds: 1_760_000_000 + Int64(index))
            return QuoteTop(
                tokenID: TokenID(String(generator.next()) + String(generator.next())),
                marketID: MarketID(String(index % 500)), bestBid: Price(millionths: bid),
                bestAsk: Price(millionths: bid + 10_000), mid: Price(millionths: bid + 5_000),
                spread: Amount(millionths: 10_000), lastTradePrice: nil, sourceTime: moment,
                capturedAt: moment)
        }
    }
}
