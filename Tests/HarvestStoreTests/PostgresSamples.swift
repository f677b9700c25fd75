internal import HarvestCore
internal import HarvestStore
internal import HarvestTestSupport

/// Small valid rows for the tests of the PostgreSQL store, and a store on a fresh database.
enum PostgresSamples {
    /// 2026-11-20T12:00:00Z.
    static let noon = Timestamp(seconds: 1_795_176_000)

    /// Lends a store on a fresh database of the shared server, not migrated.
    static func withStore<Result>(
        now: Timestamp = noon, _ body: (PostgresStore, _ database: String) async throws -> Result
    ) async throws -> Result {
        let url = try await TemporaryPostgres.freshDatabase()
        return try await withPostgresStore(url: PostgresURL(url), clock: ManualClock(now: now)) { store in
            try await body(store, url)
        }
    }

    /// Lends a store on a fresh, migrated database.
    static func withMigratedStore<Result>(
        now: Timestamp = noon, _ body: (PostgresStore, _ database: String) async throws -> Result
    ) async throws -> Result {
        try await withStore(now: now) { store, url in
            _ = try await store.migrate()
            return try await body(store, url)
        }
    }

    static func market(_ number: Int, slug: String? = nil, question: String = "Will it rain?") -> Market {
        Market(
            id: MarketID("\(number)"), gammaID: number, conditionID: ConditionID("0x\(number)"),
            question: question, slug: slug ?? "market-\(number)", eventSlug: nil, category: nil, end: noon,
            start: nil, isNegRisk: false, isActive: true, isClosed: false, isArchived: false,
            spread: Amount(millionths: 10_000), liquidity: Amount(millionths: 5_000_000), volume: nil,
            sourceUpdatedAt: noon, capturedAt: noon, eventID: nil, isNegRiskAugmented: false,
            resolutionSource: nil, marketDescription: nil)
    }

    static func token(_ name: String, market: Int, label: String = "Yes") -> OutcomeToken {
        OutcomeToken(
            id: TokenID(name), marketID: MarketID("\(market)"), label: label, side: label.uppercased(),
            tickSize: Price(millionths: 1_000), minimumOrderSize: Size(millionths: 5_000_000),
            capturedAt: noon, outcomeIndex: 0, isOther: false, isPlaceholder: false)
    }

    static func quote(_ token: String, market: Int, at moment: Timestamp, bid: Int64? = 480_000) -> QuoteTop {
        QuoteTop(
            tokenID: TokenID(token), marketID: MarketID("\(market)"),
            bestBid: bid.map { Price(millionths: $0) },
            bestAsk: Price(millionths: 520_000), mid: nil, spread: nil, lastTradePrice: nil, sourceTime: nil,
            capturedAt: moment)
    }

    static func state(_ market: Int, at moment: Timestamp, volume: Int64) -> MarketState {
        MarketState(
            marketID: MarketID("\(market)"), isActive: true, isClosed: false, isArchived: false, spread: nil,
            liquidity: nil, volume: Amount(millionths: volume), capturedAt: moment)
    }

    static func drift(_ field: String, occurrences: Int, at moment: Timestamp) -> FieldDrift {
        FieldDrift(
            source: "gamma", endpoint: "events", field: field, kind: .unknown, sample: nil, firstSeen: moment,
            lastSeen: moment, occurrences: occurrences)
    }

    static func cursor(_ key: String, _ value: String, meta: String = "{}") -> Cursor {
        Cursor(key: key, value: value, meta: meta, updatedAt: noon)
    }

    /// Numbers that follow from a seed (SplitMix64).
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    static func run(seed: UInt64) -> CollectorRun {
        var generator = Generator(state: seed)
        return CollectorRun(
            id: RunID(using: &generator), job: .quoteTopSync, source: "clob", status: .ok, statusCode: nil,
            rowsWritten: 0, latencyMilliseconds: 12, errorCode: nil, errorMessage: nil, startedAt: noon,
            finishedAt: noon, metadata: "{\"requests\": 1}")
    }

    /// A batch of any records.
    static func batch(_ records: any Record..., run: CollectorRun? = nil) -> Batch {
        var batch = Batch(run: run)
        for record in records { batch.append(record) }
        return batch
    }
}
