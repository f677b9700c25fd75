internal import HarvestCore

/// The small price questions about one token.
struct SmallPrices {
    let world: World
    let market: MarketFacts
    let outcome: Int
    let moment: Timestamp

    static let names: Set<String> = [
        "price", "midpoint", "spread", "last-trade-price", "tick-size", "neg-risk", "fee-rate",
    ]

    /// The answer as JSON; `nil` when the book has no such price.
    func answer(_ name: String, side: String?) -> String? {
        let book = world.book(of: market, at: moment).seen(from: outcome)
        switch name {
        case "price": return "{\"price\":\"\(Wire.price(price(side, book) ?? 0))\"}"
        case "midpoint": return middle(book).map { "{\"mid\":\"\($0)\"}" }
        case "spread": return spread(book).map { "{\"spread\":\"\($0)\"}" }
        case "last-trade-price": return lastTrade(book)
        case "tick-size": return "{\"minimum_tick_size\":\(Wire.price(book.tick))}"
        case "neg-risk": return "{\"neg_risk\":\(world.isNegRisk(market.event))}"
        case "fee-rate": return "{\"base_fee\":0}"
        default: return nil
        }
    }

    /// This token's part of an answer about several, as JSON.
    func part(of name: String, sides: [String]) -> String? {
        let book = world.book(of: market, at: moment).seen(from: outcome)
        switch name {
        case "midpoints": return middle(book).map { "\"\($0)\"" }
        case "spreads": return spread(book).map { "\"\($0)\"" }
        default:
            let parts = sides.map { "\"\($0)\":\"\(Wire.price(price($0, book) ?? 0))\"" }
            return "{" + parts.joined(separator: ",") + "}"
        }
    }

    /// `BUY` is the best bid, `SELL` the best ask.
    private func price(_ side: String?, _ book: SimulatedBook) -> Int? {
        side == "BUY" ? book.bestBid : book.bestAsk
    }

    private func middle(_ book: SimulatedBook) -> String? {
        book.middle.map { DecimalText.text(millionths: Int64($0) * 100) }
    }

    private func spread(_ book: SimulatedBook) -> String? {
        guard let bid = book.bestBid, let ask = book.bestAsk else { return nil }
        return Wire.price(ask - bid)
    }

    private func lastTrade(_ book: SimulatedBook) -> String {
        guard let price = book.lastTrade else { return "{\"price\":\"0.5\",\"side\":\"\"}" }
        let side = world.chance.below(2, .trade, market.number, 5) == 0 ? "BUY" : "SELL"
        return "{\"price\":\"\(Wire.price(price))\",\"side\":\"\(side)\"}"
    }
}
