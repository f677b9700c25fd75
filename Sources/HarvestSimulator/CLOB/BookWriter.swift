internal import HarvestCore

/// Writes order books with the hash the venue signs them with.
struct BookWriter {
    let world: World
    let moment: Timestamp

    /// The book of a token as JSON; `nil` when there is none, because the token is unknown or its market
    /// closed.
    func book(ofToken token: String) -> [UInt8]? {
        guard let (market, outcome) = world.find(token: token, at: moment), isTraded(market) else {
            return nil
        }
        let book = world.book(of: market, at: moment).seen(from: outcome)
        return json(book, market, token)
    }

    /// Whether a market has books: not once it is closed, and not before an outcome has a name.
    func isTraded(_ market: MarketFacts) -> Bool { !market.isClosed(at: moment) && !market.isPlaceholder }

    /// The hash is taken of the very bytes that are sent, with nothing in its own place; a book that was
    /// never traded is hashed with an empty last trade, which is not sent.
    private func json(_ book: SimulatedBook, _ market: MarketFacts, _ token: String) -> [UInt8] {
        let identity = world.identity(of: market)
        func body(hash: String, isSent: Bool) -> [UInt8] {
            var json = JSONWriter(reserving: 2_048)
            json.beginObject()
            json.member("market", identity.conditionID)
            json.member("asset_id", token)
            json.member("timestamp", String(book.changed.microseconds / 1_000))
            json.member("hash", hash)
            write(book.bids, "bids", to: &json)
            write(book.asks, "asks", to: &json)
            json.member("min_order_size", "5")
            json.member("tick_size", Wire.price(book.tick))
            json.member("neg_risk", world.isNegRisk(market.event))
            let lastTrade = book.lastTrade.map(Wire.fixedPrice)
            json.optional("last_trade_price", isSent ? lastTrade : lastTrade ?? "")
            json.endObject()
            return json.bytes
        }
        let hash = Hexadecimal.text(of: SHA1.digest(of: body(hash: "", isSent: false)))
        return body(hash: hash, isSent: true)
    }

    private func write(_ levels: [SimulatedBook.Level], _ name: StaticString, to json: inout JSONWriter) {
        json.key(name)
        json.beginArray()
        for level in levels {
            json.beginObject()
            json.member("price", Wire.price(level.price))
            json.member("size", level.sizeText)
            json.endObject()
        }
        json.endArray()
    }
}
