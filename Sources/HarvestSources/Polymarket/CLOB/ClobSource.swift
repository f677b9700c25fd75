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

    /// Reads the books of the tokens in batches and gives each answer to `take` as it comes; answers the tokens
    /// without a book.
    ///
    /// A batch that is refused is halved until it passes. Tokens that a batch leaves out are asked for one by
    /// one, up to a bound, because being left out may mean closed or unknown, or lost.
    package func books(
        _ tokens: [TokenID], meter: RequestMeter, _ take: (Answer<ClobBook>) async throws -> Void
    ) async throws -> [TokenID] {
        var missing: [TokenID] = []
        var leftOut: [TokenID] = []
        for start in stride(from: 0, to: tokens.count, by: Self.booksPerRequest) {
            let batch = Array(tokens[start...].prefix(Self.booksPerRequest))
            let outcome = try await collect(batch, meter: meter, take)
            missing += outcome.missing
            leftOut += outcome.leftOut
        }
        for token in leftOut.prefix(Self.maximumSingles) {
            if try await !collectSingle(token, meter: meter, take) { missing.append(token) }
        }
        return missing + leftOut.dropFirst(Self.maximumSingles)
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

    /// Tokens of a batch that have no book for certain, and those the answer merely left out.
    private typealias Outcome = (missing: [TokenID], leftOut: [TokenID])

    private func collect(
        _ tokens: [TokenID], meter: RequestMeter, _ take: (Answer<ClobBook>) async throws -> Void
    ) async throws -> Outcome {
        let body = JSONWriter.array(
            tokens.map { JSONWriter.object([("token_id", JSONWriter.string($0.rawValue))]) })
        let request = HTTPRequest.post(upstream.baseURL + "/books", json: Array(body.utf8))
        do {
            let answer = try await upstream.value(of: "books", request, meter: meter) { frame in
                Answer(decoded: try ClobDecoder.books(frame), frame: frame)
            }
            try await take(answer)
            let held = Set(answer.elements.map(\.tokenID))
            return ([], tokens.filter { !held.contains($0) })
        } catch let error as UpstreamError where error.status == 400 || error.status == 413 {
            return try await collectHalves(of: tokens, meter: meter, take)
        }
    }

    /// Too many, too long, or one token the service chokes on: halves find out which.
    private func collectHalves(
        of tokens: [TokenID], meter: RequestMeter, _ take: (Answer<ClobBook>) async throws -> Void
    ) async throws -> Outcome {
        guard tokens.count > 1 else {
            return (try await collectSingle(tokens[0], meter: meter, take) ? [] : tokens, [])
        }
        let first = try await collect(Array(tokens.prefix(tokens.count / 2)), meter: meter, take)
        let second = try await collect(Array(tokens.dropFirst(tokens.count / 2)), meter: meter, take)
        return (first.missing + second.missing, first.leftOut + second.leftOut)
    }

    /// Whether the token has a book; it was given to `take` then.
    private func collectSingle(
        _ token: TokenID, meter: RequestMeter, _ take: (Answer<ClobBook>) async throws -> Void
    ) async throws -> Bool {
        var query = URLQuery()
        query.append("token_id", token.rawValue)
        do {
            try await take(
                try await upstream.answer(
                    of: "book", path: "/book", query: query, meter: meter, decode: ClobDecoder.book))
            return true
        } catch let error as UpstreamError where error.status == 404 || error.status == 400 {
            return false
        }
    }
}
