public import HarvestCore

/// One picture of the books for all jobs that want one at the same time: fetched once, used by top, depth and
/// L2.
///
/// A picture is used again while it is younger than `maximumAge`; a caller that comes while one is being
/// fetched waits for it. A failed fetch is not kept.
public actor BookDesk {
    /// The books of one fetch.
    struct Picture: Sendable {
        /// Rows of each book, in the order of the tokens.
        let rows: [BookRows]
        /// Tokens that were asked for.
        let tokenCount: Int
        /// Tokens that have no book: closed, resolved, unknown, or not to be had this time.
        let missingCount: Int
        /// When the last of its bytes came.
        let takenAt: Duration
        /// The run that fetched it.
        let origin: RunOrigin
    }

    /// How old a picture may be in the daemon: less than half the usual interval of the job that runs most
    /// often, so that jobs that fall together share a fetch and no tick is answered with the one before.
    public static func usualAge(every interval: Duration) -> Duration {
        min(.seconds(4), interval * 2 / 5)
    }

    private static let pageSize = 5_000

    private let clob: ClobSource
    private let store: any Store
    private let clock: any EngineClock
    private var maximumAge: Duration
    private let turn = Gate(width: 1)
    private var latest: Picture?
    /// Whether another desk has taken its place.
    package private(set) var isRetired = false

    /// Makes a desk that fetches through `clob` what `store` says is tradable. `maximumAge` counts from the
    /// end of a fetch.
    public init(
        clob: ClobSource, store: any Store, clock: any EngineClock, maximumAge: Duration
    ) {
        self.clob = clob
        self.store = store
        self.clock = clock
        self.maximumAge = maximumAge
    }

    /// Uses a picture again while it is this old, from now on.
    public func changeMaximumAge(to age: Duration) { maximumAge = age }

    /// From now on another desk lends pictures, and offers them to later runs. The runs that still come here
    /// fetch for themselves.
    public func retire() { isRetired = true }

    /// The present picture, fetched for this run unless a young one is there.
    func picture(for run: JobRun) async throws -> Picture {
        let tape = run.intake.tape
        return try await tape.inTurn(turn) {
            let origin = try await origin(of: tape)
            if origin != tape.origin, let latest { return latest }
            latest = nil
            if !isRetired { tape.withdraws("books") }
            let picture = try await fetch(for: run)
            latest = picture
            if !isRetired { tape.offers("books") }
            return picture
        }
    }

    /// Who has fetched, or is to fetch, the picture that this run uses: an earlier run while its picture is
    /// young, else the run itself.
    private func origin(of tape: any RunTape) async throws -> RunOrigin {
        try await tape.take(
            live: {
                guard !isRetired, let latest, clock.uptime - latest.takenAt <= maximumAge else {
                    return tape.origin
                }
                // At once, before a desk that takes over withdraws what this one has offered.
                tape.builds(on: latest.origin)
                return latest.origin
            },
            record: { origin, moment in
                JournalRecord(
                    RecordKind.turn, at: moment.at, uptime: moment.uptime,
                    ["fetched_by": .text(origin.run), "first": .integer(Int64(clamping: origin.start))])
            },
            recall: { record in
                try record.expect(RecordKind.turn)
                let name = record.text("fetched_by")
                if name == tape.origin.run { return tape.origin }
                guard let latest, latest.origin.run == name else {
                    throw EngineError.diverged("the books were fetched by a run that is not done again")
                }
                return latest.origin
            })
    }

    private func fetch(for run: JobRun) async throws -> Picture {
        let markets = try await tradableTokens(in: run.reading(store))
        var rows: [TokenID: BookRows] = [:]
        var missing: [TokenID] = []
        if !markets.isEmpty {
            missing = try await clob.books(markets.keys.sorted(), for: run) { answer in
                await run.keepOddities(of: answer)
                for book in answer.elements where rows[book.tokenID] == nil {
                    // A book nobody asked for belongs to no market we know.
                    guard let marketID = markets[book.tokenID] else { continue }
                    rows[book.tokenID] = Self.rows(of: book, marketID, answer.capturedAt)
                }
            }
        }
        return Picture(
            rows: rows.sorted { $0.key < $1.key }.map(\.value), tokenCount: markets.count,
            missingCount: missing.count, takenAt: clock.uptime,
            origin: run.intake.tape.origin)
    }

    private static func rows(of book: ClobBook, _ marketID: MarketID, _ capturedAt: Timestamp) -> BookRows {
        BookRows(
            book: book.book, tokenID: book.tokenID, marketID: marketID, lastTradePrice: book.lastTradePrice,
            sourceTime: book.time, capturedAt: capturedAt)
    }

    /// Tokens of markets that are active and not closed, with their markets.
    private func tradableTokens(in stored: RunReader) async throws -> [TokenID: MarketID] {
        let markets = try await stored.rows(
            Query(
                Market.table, columns: ["market_id"],
                where: [.equal("active", .boolean(true)), .equal("closed", .boolean(false))]))
        let open = Set(markets.compactMap { $0.identifier("market_id", as: MarketID.self) })
        let tradable = Locked<[TokenID: MarketID]>([:])
        let tokens = Query(OutcomeToken.table, columns: ["token_id", "market_id"])
        try await stored.pages(of: tokens, size: Self.pageSize) { rows in
            for row in rows {
                guard let tokenID: TokenID = row.identifier("token_id"),
                    let marketID: MarketID = row.identifier("market_id"), open.contains(marketID)
                else { continue }
                tradable.withLock { $0[tokenID] = marketID }
            }
        }
        return tradable.withLock { $0 }
    }
}
