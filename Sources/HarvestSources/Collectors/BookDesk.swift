public import HarvestCore

/// One picture of the books for all jobs that want one at the same time: fetched once, used by top, depth and
/// L2.
///
/// A picture is used again while it is younger than `maximumAge`; a caller that comes while one is being
/// fetched waits for it. A failed fetch is not kept.
public actor BookDesk {
    /// A token and the market it belongs to.
    struct Subject: Hashable, Sendable {
        let tokenID: TokenID
        let marketID: MarketID
    }

    /// The books of one fetch.
    struct Picture: Sendable {
        let subjects: [Subject]
        let answer: BooksAnswer
        let takenAt: Duration
    }

    /// How old a picture may be: less than the shortest interval of the jobs that use it.
    public static let maximumAge = Duration.seconds(8)

    private let clob: ClobSource
    private let store: any Store
    private let clock: any EngineClock
    private let turn = Gate(width: 1)
    private var latest: Picture?

    /// Makes a desk that fetches through `clob` what `store` says is tradable.
    public init(clob: ClobSource, store: any Store, clock: any EngineClock) {
        self.clob = clob
        self.store = store
        self.clock = clock
    }

    /// The present picture, fetched for this run unless a young one is there.
    func picture(for run: JobRun) async throws -> Picture {
        try await turn.pass {
            if let latest, clock.uptime - latest.takenAt <= Self.maximumAge { return latest }
            let takenAt = clock.uptime
            let subjects = try await subjects()
            let answer = try await clob.books(subjects.map(\.tokenID), meter: run.meter)
            for part in answer.answers { await run.keepOddities(of: part) }
            let picture = Picture(subjects: subjects, answer: answer, takenAt: takenAt)
            latest = picture
            return picture
        }
    }

    /// Tokens of markets that are active and not closed.
    private func subjects() async throws -> [Subject] {
        let markets = try await store.rows(
            Query(
                Market.table, columns: ["market_id"],
                where: [.equal("active", .boolean(true)), .equal("closed", .boolean(false))]))
        let open = Set(markets.compactMap { $0.identifier("market_id", as: MarketID.self) })
        let tokens = try await store.rows(
            Query(OutcomeToken.table, columns: ["token_id", "market_id"], order: [.ascending("token_id")]))
        return tokens.compactMap { row in
            guard let tokenID: TokenID = row.identifier("token_id"),
                let marketID: MarketID = row.identifier("market_id"), open.contains(marketID)
            else { return nil }
            return Subject(tokenID: tokenID, marketID: marketID)
        }
    }
}
