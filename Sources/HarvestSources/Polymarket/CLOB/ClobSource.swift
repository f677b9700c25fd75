package import HarvestCore

/// CLOB's REST side: order books, and how markets ended.
public struct ClobSource: Sendable {
    /// Books asked for in one request. Documented is 500, but requests are also bounded by bytes.
    package static let booksPerRequest = 200
    /// The most tokens that are asked for one by one after they were missing from a batch.
    static let maximumSingles = 20
    /// The most refused batches that are halved in one call; beyond that the service refuses everything.
    static let maximumRefusals = 40

    private let upstream: Upstream

    /// Speaks to CLOB through `upstream`.
    public init(_ upstream: Upstream) { self.upstream = upstream }

    /// Reads the books of the tokens in batches and gives each answer to `take` as it comes; answers the
    /// tokens without a book.
    ///
    /// A batch that is refused is halved until it passes. Tokens that a batch leaves out are asked for one by
    /// one, up to a bound, because being left out may mean closed or unknown, or lost. A failure of one batch
    /// or token is noted on the run and costs its own books only.
    package func books(
        _ tokens: [TokenID], for run: JobRun, _ take: (Answer<ClobBook>) async -> Void
    ) async throws -> [TokenID] {
        var missing: [TokenID] = []
        var batches = stride(from: 0, to: tokens.count, by: Self.booksPerRequest).reversed().map {
            Array(tokens[$0...].prefix(Self.booksPerRequest))
        }
        var singles: [TokenID] = []
        var refusals = 0
        while let batch = batches.popLast() {
            switch try await outcome(of: batch, for: run, take) {
            case .answered(let leftOut, let isWhole):
                // A book that was there and unusable is a reject already; asking again would not mend it.
                if isWhole { singles += leftOut } else { missing += leftOut }
            case .refused where batch.count > 1 && refusals < Self.maximumRefusals:
                // Too many, too long, or one token the service chokes on: halves find out which.
                refusals += 1
                batches += [Array(batch.dropFirst(batch.count / 2)), Array(batch.prefix(batch.count / 2))]
            case .refused: singles += batch
            case .failed: missing += batch
            }
        }
        for token in singles.prefix(Self.maximumSingles) {
            if try await !single(token, for: run, take) { missing.append(token) }
        }
        return missing + singles.dropFirst(Self.maximumSingles)
    }

    /// The market of a condition; `nil` when CLOB does not know it.
    package func market(_ condition: ConditionID, intake: RunIntake) async throws -> Answer<ClobMarket>? {
        do {
            return try await upstream.answer(
                of: "markets/{condition_id}", path: "/markets/" + URLQuery.encoded(condition.rawValue),
                intake: intake, decode: ClobDecoder.market)
        } catch let error as UpstreamError where error.status == 404 {
            return nil
        }
    }

    private enum BatchOutcome {
        /// An answer came, without usable books of these tokens; whole when nothing in it was rejected.
        case answered(leftOut: [TokenID], isWhole: Bool)
        /// The service does not take the batch as it is.
        case refused
        /// No usable answer came; the run knows why.
        case failed
    }

    private func outcome(
        of tokens: [TokenID], for run: JobRun, _ take: (Answer<ClobBook>) async -> Void
    ) async throws -> BatchOutcome {
        let body = JSONWriter.array(
            tokens.map { JSONWriter.object([("token_id", JSONWriter.string($0.rawValue))]) })
        let request = HTTPRequest.post(upstream.baseURL + "/books", json: Array(body.utf8))
        do {
            let answer = try await upstream.value(of: "books", request, intake: run.intake) { frame in
                Answer(decoded: try ClobDecoder.books(frame), frame: frame)
            }
            await take(answer)
            let held = Set(answer.elements.map(\.tokenID))
            return .answered(
                leftOut: tokens.filter { !held.contains($0) }, isWhole: answer.decoded.rejected.isEmpty)
        } catch let error as UpstreamError where error.status == 400 || error.status == 413 {
            return .refused
        } catch {
            try await run.noteUnlessStopped(failure: error)
            return .failed
        }
    }

    /// Whether the token has a book; it was given to `take` then.
    private func single(
        _ token: TokenID, for run: JobRun, _ take: (Answer<ClobBook>) async -> Void
    ) async throws -> Bool {
        var query = URLQuery()
        query.append("token_id", token.rawValue)
        do {
            let answer = try await upstream.answer(
                of: "book", path: "/book", query: query, intake: run.intake, decode: ClobDecoder.book)
            guard answer.elements.first?.tokenID == token else { return false }
            await take(answer)
            return true
        } catch let error as UpstreamError where error.status == 404 || error.status == 400 {
            return false
        } catch {
            try await run.noteUnlessStopped(failure: error)
            return false
        }
    }
}
