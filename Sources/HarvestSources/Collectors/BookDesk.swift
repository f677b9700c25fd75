public import HarvestCore

/// One picture of the books for all jobs that want one at the same time: fetched once, used by top, depth and
/// L2.
///
/// A picture is used again while it is younger than `maximumAge`; a caller that comes while one is being
/// fetched waits for it. A failed fetch is not kept.
public actor BookDesk {
    /// The books of one fetch.
    struct Picture: Sendable {
        /// Rows of each book, by token.
        var rows: [BookRows] = []
        /// Tokens that were asked for.
        var tokenCount = 0
        /// Tokens that have no book: closed, resolved or unknown.
        var missingCount = 0
        /// When the last of its bytes came.
        var takenAt: Duration = .zero
    }

    /// How old a picture may be in the daemon: less than the shortest interval of the jobs that use it.
    public static let usualAge = Duration.seconds(8)

    private let clob: ClobSource
    private let store: any Store
    private let clock: any EngineClock
    private let maximumAge: Duration
    private let turn = Gate(width: 1)
    private var latest: Picture?

    /// Makes a desk that fetches through `clob` what `store` says is tradable. `maximumAge` counts from the end
    /// of a fetch.
    public init(
        clob: ClobSource, store: any Store, clock: any EngineClock, maximumAge: Duration = BookDesk.usualAge
    ) {
        self.clob = clob
        self.store = store
        self.clock = clock
        self.maximumAge = maximumAge
    }

    /// The present picture, fetched for this run unless a young one is there.
    func picture(for run: JobRun) async throws -> Picture {
        try await turn.pass {
            if let latest, clock.uptime - latest.takenAt <= maximumAge { return latest }
            latest = nil
            let picture = try await fetch(for: run)
            latest = picture
            return picture
        }
    }

    private func fetch(for run: JobRun) async throws -> Picture {
        let markets = try await tradableTokens()
        var picture = Picture()
        picture.tokenCount = markets.count
        let missing = try await clob.books(markets.keys.sorted(), meter: run.meter) { answer in
            await run.keepOddities(of: answer)
            picture.rows += answer.elements.compactMap { Self.rows(of: $0, markets, answer.capturedAt) }
        }
        picture.missingCount = missing.count
        picture.takenAt = clock.uptime
        return picture
    }

    private static func rows(
        of book: ClobBook, _ markets: [TokenID: MarketID], _ capturedAt: Timestamp
    ) -> BookRows? {
        // A book nobody asked for belongs to no market we know.
        guard let marketID = markets[book.tokenID] else { return nil }
        return BookRows(
            book: book.book, tokenID: book.tokenID, marketID: marketID, lastTradePrice: book.lastTradePrice,
            sourceTime: book.time, capturedAt: capturedAt)
    }

    /// Tokens of markets that are active and not closed, with their markets.
    private func tradableTokens() async throws -> [TokenID: MarketID] {
        let markets = try await store.rows(
            Query(
                Market.table, columns: ["market_id"],
                where: [.equal("active", .boolean(true)), .equal("closed", .boolean(false))]))
        let open = Set(markets.compactMap { $0.identifier("market_id", as: MarketID.self) })
        let tokens = try await store.rows(Query(OutcomeToken.table, columns: ["token_id", "market_id"]))
        var tradable: [TokenID: MarketID] = [:]
        for row in tokens {
            guard let tokenID: TokenID = row.identifier("token_id"),
                let marketID: MarketID = row.identifier("market_id"), open.contains(marketID)
            else { continue }
            tradable[tokenID] = marketID
        }
        return tradable
    }
}
