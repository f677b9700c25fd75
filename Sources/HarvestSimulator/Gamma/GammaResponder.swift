internal import HarvestCore

/// Answers as Gamma does: lists with and without cursors, single objects, tags and sports.
struct GammaResponder {
    let world: World
    /// The moment the answer shows.
    let moment: Timestamp

    /// Rows of a page when no limit is given.
    private static let usualLimit = 20
    /// The offset from which lists refuse.
    private static let highestOffset = 2_000

    func respond(to request: SimulatedRequest) -> SimulatedResponse {
        let place = Array(request.place)
        switch (place.first, place.count) {
        case ("events", 1): return listEvents(request)
        case ("markets", 1): return listMarkets(request)
        case ("events", 2) where place[1] == "keyset": return keysetEvents(request)
        case ("markets", 2) where place[1] == "keyset": return keysetMarkets(request)
        case ("events", 2):
            return single(event: Int(place[1]).flatMap { world.event(number: $0, at: moment) }, "id")
        case ("events", 3) where place[1] == "slug":
            return single(event: world.event(slug: place[2], at: moment), "slug")
        case ("markets", 2):
            return single(market: Int(place[1]).flatMap { world.market(number: $0, at: moment) }, "id")
        case ("markets", 3) where place[1] == "slug":
            return single(market: world.market(slug: place[2], at: moment), "slug")
        case ("tags", 1): return listTags(request)
        case ("tags", 2): return single(tag: Int(place[1]).flatMap(Tag.find(id:)), "id")
        case ("tags", 3) where place[1] == "slug": return single(tag: Tag.find(slug: place[2]), "slug")
        case ("sports", 1): return SimulatedResponse(text: Self.sports)
        default: return Self.notFound("route")
        }
    }

    private var writer: GammaWriter { GammaWriter(world: world, moment: moment) }

    private func listEvents(_ request: SimulatedRequest) -> SimulatedResponse {
        if let refusal = refusal(ofOffset: request, "events") { return deprecated(refusal, "events") }
        let (limit, offset) = span(of: request, atMost: 500)
        let listing = GammaListing(world: world, moment: moment, query: request.query)
        let page = listing.events(after: nil, skipping: offset, limit: limit)
        var json = JSONWriter(reserving: 64 * 1_024)
        json.beginArray()
        for event in page.rows { writer.write(event, to: &json) }
        json.endArray()
        return deprecated(SimulatedResponse(json), "events")
    }

    private func listMarkets(_ request: SimulatedRequest) -> SimulatedResponse {
        if let refusal = refusal(ofOffset: request, "markets") { return deprecated(refusal, "markets") }
        let (limit, offset) = span(of: request, atMost: 100)
        let listing = GammaListing(world: world, moment: moment, query: request.query)
        let page = listing.markets(after: nil, skipping: offset, limit: limit)
        var json = JSONWriter(reserving: 64 * 1_024)
        json.beginArray()
        write(page.rows, request, to: &json)
        json.endArray()
        return deprecated(SimulatedResponse(json), "markets")
    }

    private func keysetEvents(_ request: SimulatedRequest) -> SimulatedResponse {
        keyset(request, "events", atMost: 500) { listing, cursor, limit, json in
            let page = listing.events(after: cursor, skipping: 0, limit: limit)
            for event in page.rows { writer.write(event, to: &json) }
            return page.next
        }
    }

    private func keysetMarkets(_ request: SimulatedRequest) -> SimulatedResponse {
        keyset(request, "markets", atMost: 100) { listing, cursor, limit, json in
            let page = listing.markets(after: cursor, skipping: 0, limit: limit)
            write(page.rows, request, to: &json)
            return page.next
        }
    }

    /// The envelope both keyset lists share. Only `after_cursor` moves on; other spellings are ignored.
    private func keyset(
        _ request: SimulatedRequest, _ name: String, atMost most: Int,
        _ fill: (GammaListing, KeysetCursor?, Int, inout JSONWriter) -> KeysetCursor?
    ) -> SimulatedResponse {
        guard request.query["offset"] == nil else {
            return Self.failure(422, "offset is not allowed on keyset endpoints", "validation error")
        }
        let sent = request.query["after_cursor"]
        guard sent.map({ KeysetCursor($0) != nil }) ?? true else {
            return Self.failure(422, "invalid cursor", "validation error")
        }
        let paging = LyingPaging(lie: request.lie, sent: sent)
        let limit = paging.limit(min(request.query.number("limit") ?? Self.usualLimit, most))
        let listing = GammaListing(world: world, moment: moment, query: request.query)
        var json = JSONWriter(reserving: 256 * 1_024)
        json.beginObject()
        json.member("$schema", "https://gamma-api.polymarket.com/schemas/Keyset\(name.capitalizedFirst).json")
        json.key(made: name)
        json.beginArray()
        let next = paging.isEmptied ? nil : fill(listing, paging.start, limit, &json)
        json.endArray()
        json.optional("next_cursor", paging.next(after: next))
        json.endObject()
        return SimulatedResponse(json)
    }

    private func write(_ markets: [MarketFacts], _ request: SimulatedRequest, to json: inout JSONWriter) {
        let showsTags = request.query.flag("include_tag") ?? false
        for market in markets {
            let text = world.text(of: market.event)
            writer.write(
                market, text.markets[market.index], text, within: market.event, tags: showsTags, to: &json)
        }
    }

    private func span(of request: SimulatedRequest, atMost most: Int) -> (limit: Int, offset: Int) {
        let asked = min(max(request.query.number("limit") ?? Self.usualLimit, 0), most)
        let paging = LyingPaging(lie: request.lie, sent: nil)
        let offset = request.lie == .repeated ? 0 : max(request.query.number("offset") ?? 0, 0)
        return (paging.limit(asked), offset)
    }

    private func refusal(ofOffset request: SimulatedRequest, _ name: String) -> SimulatedResponse? {
        guard let offset = request.query.number("offset"), offset > Self.highestOffset else { return nil }
        let advice = "offset too large, use /\(name)/keyset for deeper pagination"
        return Self.failure(422, advice, "validation error")
    }

    private func deprecated(_ response: SimulatedResponse, _ name: String) -> SimulatedResponse {
        var response = response
        response.headers += [
            ("deprecation", "true"), ("sunset", "Fri, 01 May 2026 00:00:00 GMT"),
            ("warning", "299 - \"use /\(name)/keyset\""),
        ]
        return response
    }
}
