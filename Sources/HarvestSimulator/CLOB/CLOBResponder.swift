internal import HarvestCore

/// Answers as the CLOB's REST side does: books, small price questions, market pages and price history.
struct CLOBResponder {
    let world: World
    let moment: Timestamp

    /// Most tokens in one question for several.
    static let mostTokens = 500

    func respond(to request: SimulatedRequest) -> SimulatedResponse {
        let place = Array(request.place)
        guard let first = place.first else { return SimulatedResponse(text: "\"OK\"") }
        switch (request.method, first, place.count) {
        case (_, "ok", 1): return SimulatedResponse(text: "\"OK\"")
        case (_, "time", 1): return SimulatedResponse(text: String(moment.microseconds / 1_000_000))
        case ("GET", "book", 1): return book(request)
        case ("POST", "books", 1): return books(request)
        case ("GET", "markets", 1): return CLOBMarkets(world: world, moment: moment).page(request)
        case ("GET", "markets", 2):
            return CLOBMarkets(world: world, moment: moment).single(condition: place[1])
        case ("GET", "prices-history", 1): return PriceHistory(world: world, moment: moment).answer(request)
        case ("GET", _, 1): return price(first, request)
        case ("POST", _, 1): return prices(first, request)
        default: return Self.failure(404, "not found")
        }
    }

    static func failure(_ status: Int, _ message: String) -> SimulatedResponse {
        var json = JSONWriter()
        json.beginObject()
        json.member("error", message)
        json.endObject()
        var response = SimulatedResponse(json)
        response.status = status
        return response
    }

    static let noBook = failure(404, "No orderbook exists for the requested token id")

    private var writer: BookWriter { BookWriter(world: world, moment: moment) }

    private func book(_ request: SimulatedRequest) -> SimulatedResponse {
        guard let token = request.query["token_id"], WideNumber(token) != nil else {
            return Self.failure(400, "Invalid token id")
        }
        guard let bytes = writer.book(ofToken: token) else { return Self.noBook }
        var json = JSONWriter()
        json.raw(bytes)
        return SimulatedResponse(json)
    }

    private func books(_ request: SimulatedRequest) -> SimulatedResponse {
        asking(request) { questions in
            let books = ordered(questions).compactMap { writer.book(ofToken: $0.token) }
            var json = JSONWriter(reserving: books.reduce(2) { $0 + $1.count + 1 })
            json.beginArray()
            for book in books { json.raw(book) }
            json.endArray()
            return SimulatedResponse(json)
        }
    }

    /// The venue does not answer in the order of the question; neither do we.
    private func ordered(_ questions: [TokenQuestion]) -> [TokenQuestion] {
        guard world.configuration.quirks.contains(.shuffledBooks) else { return questions }
        return questions.enumerated().map { index, question in
            (world.chance.bits(.order, index, question.token.utf8.count), question)
        }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private func price(_ name: String, _ request: SimulatedRequest) -> SimulatedResponse {
        guard SmallPrices.names.contains(name) else { return Self.failure(404, "not found") }
        guard let token = request.query["token_id"], WideNumber(token) != nil else {
            return Self.failure(400, "Invalid token id")
        }
        let side = request.query["side"]?.uppercased()
        guard name != "price" || side == "BUY" || side == "SELL" else {
            return Self.failure(400, "Invalid side")
        }
        guard let (market, outcome) = world.find(token: token, at: moment), writer.isTraded(market) else {
            return Self.noBook
        }
        let prices = SmallPrices(world: world, market: market, outcome: outcome, moment: moment)
        return prices.answer(name, side: side).map { SimulatedResponse(text: $0) } ?? Self.noBook
    }

    private func prices(_ name: String, _ request: SimulatedRequest) -> SimulatedResponse {
        guard ["midpoints", "prices", "spreads"].contains(name) else { return Self.failure(404, "not found") }
        return asking(request) { questions in
            var json = JSONWriter()
            json.beginObject()
            var answered: Set<String> = []
            for question in questions where answered.insert(question.token).inserted {
                guard let (market, outcome) = world.find(token: question.token, at: moment),
                    writer.isTraded(market)
                else { continue }
                let prices = SmallPrices(world: world, market: market, outcome: outcome, moment: moment)
                let sides = questions.filter { $0.token == question.token }.compactMap(\.side)
                guard let part = prices.part(of: name, sides: sides) else { continue }
                json.key(made: question.token)
                json.raw(part)
            }
            json.endObject()
            return SimulatedResponse(json)
        }
    }

    private func asking(
        _ request: SimulatedRequest, _ answer: ([TokenQuestion]) -> SimulatedResponse
    ) -> SimulatedResponse {
        guard !request.isTooLarge else { return Self.failure(400, "Payload exceeds the limit") }
        guard let questions = TokenQuestion.all(in: request.body) else {
            return Self.failure(400, "Invalid payload")
        }
        guard questions.count <= Self.mostTokens else {
            return Self.failure(400, "Payload exceeds the limit")
        }
        return answer(questions)
    }
}
