package import HarvestCore

/// CLOB's REST side: order books, and how markets ended.
public struct ClobSource: Sendable {
    /// Books asked for in one request. Documented is 500, but requests are also bounded by bytes.
    static let booksPerRequest = 200
    /// The most tokens that are asked for one by one after they were missing from a batch.
    static let maximumSingles = 20

    private let upstream: Upstream

    /// Speaks to CLOB through `upstream`.
    public init(_ upstream: Upstream) { self.upstream = upstream }

    /// The books of the tokens, in batches; a batch that is refused is halved until it passes.
    ///
    /// Tokens that a batch leaves out are asked for one by one, up to a bound, because being left out may
    /// mean closed or unknown, or lost.
    package func books(_ tokens: [TokenID], meter: RequestMeter) async throws -> BooksAnswer {
        var answer = BooksAnswer()
        for start in stride(from: 0, to: tokens.count, by: Self.booksPerRequest) {
            let batch = Array(tokens[start...].prefix(Self.booksPerRequest))
            try await collect(batch, into: &answer, meter: meter)
        }
        let leftOut = tokens.filter { !answer.holds($0) && !answer.missing.contains($0) }
        for token in leftOut.prefix(Self.maximumSingles) {
            try await collectSingle(token, into: &answer, meter: meter)
        }
        answer.missing += leftOut.dropFirst(Self.maximumSingles)
        return answer
    }

    /// The market of a condition; `nil` when CLOB does not know it.
    package func market(_ condition: ConditionID, meter: RequestMeter) async throws -> Answer<ClobMarket>? {
        do {
            return try await upstream.answer(
                of: "markets/{condition_id}", path: "/markets/" + URLQuery.encoded(condition.rawValue),
                meter: meter, decode: ClobDecoder.market)
        } catch let error as UpstreamError where error.status == 404 {
            return nil
        }
    }

    private func collect(
        _ tokens: [TokenID], into answer: inout BooksAnswer, meter: RequestMeter
    ) async throws {
        let body = JSONWriter.array(
            tokens.map { JSONWriter.object([("token_id", JSONWriter.string($0.rawValue))]) })
        let request = HTTPRequest.post(upstream.baseURL + "/books", json: Array(body.utf8))
        do {
            answer.take(
                try await upstream.value(of: "books", request, meter: meter) { frame in
                    Answer(decoded: try ClobDecoder.books(frame), frame: frame)
                })
        } catch let error as UpstreamError where error.status == 400 || error.status == 413 {
            // Too many, too long, or one token the service chokes on: halves find out which.
            guard tokens.count > 1 else {
                return try await collectSingle(tokens[0], into: &answer, meter: meter)
            }
            try await collect(Array(tokens.prefix(tokens.count / 2)), into: &answer, meter: meter)
            try await collect(Array(tokens.dropFirst(tokens.count / 2)), into: &answer, meter: meter)
        }
    }

    private func collectSingle(
        _ token: TokenID, into answer: inout BooksAnswer, meter: RequestMeter
    ) async throws {
        var query = URLQuery()
        query.append("token_id", token.rawValue)
        do {
            answer.take(
                try await upstream.answer(
                    of: "book", path: "/book", query: query, meter: meter, decode: ClobDecoder.book))
        } catch let error as UpstreamError where error.status == 404 || error.status == 400 {
            answer.missing.append(token)
        }
    }
}
