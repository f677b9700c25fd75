internal import HarvestCore

/// The CLOB's own list of markets: pages of a thousand whose cursor is an offset in base64.
struct CLOBMarkets {
    let world: World
    let moment: Timestamp

    private static let pageSize = 1_000
    /// Base64 of "-1".
    private static let endCursor = "LTE="

    func page(_ request: SimulatedRequest) -> SimulatedResponse {
        guard let asked = offset(request) else { return CLOBResponder.failure(400, "Invalid next_cursor") }
        let catalogue = world.catalogue(at: moment)
        let total = catalogue.marketsBefore.last ?? 0
        let start = request.lie == .repeated ? 0 : asked
        let rows = markets(from: start, in: catalogue, atMost: size(request))
        var json = JSONWriter(reserving: 512 * 1_024)
        json.beginObject()
        json.key("data")
        json.beginArray()
        for market in rows { write(market, to: &json) }
        json.endArray()
        json.member("next_cursor", next(asked, rows.count, total, request))
        json.member("limit", Self.pageSize)
        json.member("count", rows.count)
        json.endObject()
        return SimulatedResponse(json)
    }

    func single(condition: String) -> SimulatedResponse {
        guard let market = world.find(condition: condition, at: moment) else {
            return CLOBResponder.failure(404, "market not found")
        }
        var json = JSONWriter(reserving: 4_096)
        write(market, to: &json)
        return SimulatedResponse(json)
    }

    private func offset(_ request: SimulatedRequest) -> Int? {
        guard let cursor = request.query["next_cursor"], !cursor.isEmpty else { return 0 }
        guard let bytes = Base64Text.decoded(cursor),
            let offset = Int(String(decoding: bytes, as: UTF8.self)),
            offset >= 0
        else { return nil }
        return offset
    }

    private func size(_ request: SimulatedRequest) -> Int {
        LyingPaging(lie: request.lie, sent: nil).limit(Self.pageSize)
    }

    private func next(_ start: Int, _ count: Int, _ total: Int, _ request: SimulatedRequest) -> String {
        if request.lie == .echoedCursor, let sent = request.query["next_cursor"] { return sent }
        let end = start + count
        if end < total { return Base64Text.encoded(String(end).utf8) }
        return request.lie == .endless ? "MA==" : Self.endCursor
    }

    private func markets(from start: Int, in catalogue: Catalogue, atMost most: Int) -> [MarketFacts] {
        var (low, high) = (0, catalogue.events.count)
        while low < high {
            let middle = (low + high) / 2
            if catalogue.marketsBefore[middle + 1] > start { high = middle } else { low = middle + 1 }
        }
        var rows: [MarketFacts] = []
        var skipped = low < catalogue.events.count ? start - catalogue.marketsBefore[low] : 0
        for event in catalogue.events[low...] where rows.count < most {
            rows += world.markets(of: event).dropFirst(skipped).prefix(most - rows.count)
            skipped = 0
        }
        return rows
    }
}
