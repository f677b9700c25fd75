public import HarvestCore

/// Records with plain values, of which a test sets only what it is about.
public enum Sample {
    /// 2026-01-15T12:00:00Z.
    public static let noon = Timestamp(seconds: 1_768_478_400)

    /// An account.
    public static func account(_ id: AccountID, handle: String? = nil, at moment: Timestamp = noon) -> Account
    {
        Account(
            id: id, handle: handle ?? "handle-\(id)", platformID: nil, platform: "X", displayName: nil,
            avatarURL: nil, bio: nil, isVerified: nil, postCount: nil, lastSync: nil, createdAt: moment,
            updatedAt: moment)
    }

    /// A market.
    public static func market(
        _ id: MarketID, slug: String? = nil, volume: Amount? = nil, at moment: Timestamp = noon
    ) -> Market {
        Market(
            id: id, gammaID: nil, conditionID: nil, question: "Will it?", slug: slug ?? "slug-\(id)",
            eventSlug: nil, category: nil, end: nil, start: nil, isNegRisk: false, isActive: true,
            isClosed: false, isArchived: false, spread: nil, liquidity: nil, volume: volume,
            sourceUpdatedAt: nil, capturedAt: moment, eventID: nil, isNegRiskAugmented: false,
            resolutionSource: nil, marketDescription: nil)
    }

    /// A token.
    public static func token(_ id: TokenID, of market: MarketID) -> OutcomeToken {
        OutcomeToken(
            id: id, marketID: market, label: "label-\(id)", side: "YES", tickSize: nil,
            minimumOrderSize: nil, capturedAt: noon, outcomeIndex: 0, isOther: false, isPlaceholder: false)
    }

    /// A top of book of `t1` in `m1`.
    public static func quote(
        _ token: TokenID = "t1", bid: Price? = nil, ask: Price? = nil, at moment: Timestamp = noon
    ) -> QuoteTop {
        QuoteTop(
            tokenID: token, marketID: "m1", bestBid: bid, bestAsk: ask, mid: nil, spread: nil,
            lastTradePrice: nil, sourceTime: nil, capturedAt: moment)
    }

    /// A state of `m1`.
    public static func state(volume: Amount? = nil, isClosed: Bool = false, at moment: Timestamp)
        -> MarketState
    {
        MarketState(
            marketID: "m1", isActive: true, isClosed: isClosed, isArchived: false, spread: nil,
            liquidity: nil, volume: volume, capturedAt: moment)
    }

    /// A drift of one field.
    public static func drift(
        _ field: String = "market.newKey", first: Timestamp = noon, last: Timestamp = noon,
        occurrences: Int = 1
    ) -> FieldDrift {
        FieldDrift(
            source: "gamma", endpoint: "markets", field: field, kind: .unknown, sample: nil,
            firstSeen: first, lastSeen: last, occurrences: occurrences)
    }

    /// A position.
    public static func cursor(_ key: String, _ value: String, meta: String = "{}") -> Cursor {
        Cursor(key: key, value: value, meta: meta, updatedAt: noon)
    }

    /// An audit row.
    public static func run(seed: UInt64 = 1, metadata: String = "{}") -> CollectorRun {
        var generator = SeededGenerator(seed: seed)
        return CollectorRun(
            id: RunID(using: &generator), job: .marketsDiscovery, source: "gamma", status: .ok,
            statusCode: nil, rowsWritten: 0, latencyMilliseconds: 7, errorCode: nil,
            errorMessage: nil, startedAt: noon, finishedAt: noon, metadata: metadata)
    }
}
