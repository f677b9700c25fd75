internal import HarvestCore

/// Single objects, tags, sports, and refusals in Gamma's words.
extension GammaResponder {
    func single(event: EventFacts?, _ name: String) -> SimulatedResponse {
        guard let event else { return Self.notFound(name) }
        var json = JSONWriter(reserving: 64 * 1_024)
        GammaWriter(world: world, moment: moment).write(event, to: &json)
        return SimulatedResponse(json)
    }

    func single(market: MarketFacts?, _ name: String) -> SimulatedResponse {
        guard let market else { return Self.notFound(name) }
        let text = world.text(of: market.event)
        var json = JSONWriter(reserving: 16 * 1_024)
        GammaWriter(world: world, moment: moment)
            .write(market, text.markets[market.index], text, within: market.event, to: &json)
        return SimulatedResponse(json)
    }

    func single(tag: Tag?, _ name: String) -> SimulatedResponse {
        guard let tag else { return Self.notFound(name) }
        var json = JSONWriter()
        GammaWriter(world: world, moment: moment)
            .write(tag, to: &json, schema: "https://gamma-api.polymarket.com/schemas/Tag.json")
        return SimulatedResponse(json)
    }

    func listTags(_ request: SimulatedRequest) -> SimulatedResponse {
        let limit = min(max(request.query.number("limit") ?? 20, 0), 300)
        let offset = max(request.query.number("offset") ?? 0, 0)
        let isAscending = request.query.flag("ascending") ?? true
        let tags = isAscending ? Tag.all : Tag.all.reversed()
        var json = JSONWriter()
        json.beginArray()
        for tag in tags.dropFirst(offset).prefix(limit) {
            GammaWriter(world: world, moment: moment).write(tag, to: &json)
        }
        json.endArray()
        return SimulatedResponse(json)
    }

    static func notFound(_ name: String) -> SimulatedResponse {
        failure(404, "\(name) not found", "not found error")
    }

    static func failure(_ status: Int, _ message: String, _ type: String) -> SimulatedResponse {
        var json = JSONWriter()
        json.beginObject()
        json.member("type", type)
        json.member("error", message)
        json.endObject()
        var response = SimulatedResponse(json)
        response.status = status
        return response
    }

    /// `GET /sports`: tags and series are texts of numbers.
    static let sports = """
        [{"id":34,"sport":"nba","name":"NBA",\
        "image":"https://polymarket-upload.s3.us-east-2.amazonaws.com/league-icons/nba-7a8bf611.png",\
        "resolution":"https://www.nba.com/","ordering":"away","tags":"1,745,100639","primaryTagId":745,\
        "series":"10345","createdAt":"2025-11-05T19:27:45.399303Z"},\
        {"sport":"epl","image":"https://polymarket-upload.s3.us-east-2.amazonaws.com/league-icons/epl.png",\
        "resolution":"https://www.premierleague.com/","ordering":"home","tags":"1,82,306,100639",\
        "series":"10188"}]
        """
}

extension String {
    /// The text with its first letter in upper case.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
