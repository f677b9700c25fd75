import HarvestCore

/// One row of every table, with all of its optional values and with none.
enum RecordSamples {
    /// The rows, in the order of the catalogue.
    static func rows(full: Bool) -> [any Record] {
        tweets(full: full) + markets(full: full) + quotes(full: full) + operations(full: full)
    }

    private static let moment = Timestamp(seconds: 1_700_000_000)

    private static var runID: RunID {
        var generator = SplitMix64(seed: 1)
        return RunID(using: &generator)
    }

    private static func tweets(full: Bool) -> [any Record] {
        [
            Account(
                id: "id", handle: "text", platformID: full ? "text" : nil, platform: "text",
                displayName: full ? "text" : nil, avatarURL: full ? "text" : nil, bio: full ? "text" : nil,
                isVerified: full ? true : nil, postCount: full ? 7 : nil, lastSync: full ? moment : nil,
                createdAt: moment, updatedAt: moment),
            TrackingWindow(
                id: "id", accountID: "id", title: "text", start: moment, end: moment, isActive: true,
                createdAt: moment, updatedAt: moment),
            TweetMetricDaily(
                accountID: "id", trackingID: "id", day: moment.day, tweetCount: 7, cumulativeCount: 7,
                sourceMetricID: full ? "text" : nil, capturedAt: moment),
            TweetMetricMinute(
                accountID: "id", trackingID: "id", minute: moment, estimate: 7, metricCount: full ? 7 : nil,
                postCount: 7, confidence: Amount(millionths: 5), metadata: "{}", capturedAt: moment),
            TweetPost(
                id: "id", accountID: "id", sourcePostID: "text", content: "text", postedAt: moment,
                importedAt: full ? moment : nil, isReply: true, isRetweet: true, hasURL: true,
                languageGuess: "text", characterCount: 7, contentHash: "text", rawPayload: "{}",
                capturedAt: moment),
        ]
    }

    private static func markets(full: Bool) -> [any Record] {
        [
            Event(
                id: "id", slug: full ? "text" : nil, ticker: full ? "text" : nil, title: full ? "text" : nil,
                category: full ? "text" : nil, isActive: true, isClosed: true, isArchived: true,
                start: full ? moment : nil, end: full ? moment : nil, capturedAt: moment),
            Market(
                id: "id", gammaID: full ? 7 : nil, conditionID: full ? "id" : nil, question: "text",
                slug: "text", eventSlug: full ? "text" : nil, category: full ? "text" : nil,
                end: full ? moment : nil, start: full ? moment : nil, isNegRisk: true, isActive: true,
                isClosed: true, isArchived: true, spread: full ? Amount(millionths: 5) : nil,
                liquidity: full ? Amount(millionths: 5) : nil, volume: full ? Amount(millionths: 5) : nil,
                sourceUpdatedAt: full ? moment : nil, capturedAt: moment, eventID: full ? "id" : nil,
                isNegRiskAugmented: true, resolutionSource: full ? "text" : nil,
                marketDescription: full ? "text" : nil),
            OutcomeToken(
                id: "id", marketID: "id", label: "text", side: "text",
                tickSize: full ? Price(millionths: 5) : nil,
                minimumOrderSize: full ? Size(millionths: 5) : nil, capturedAt: moment, outcomeIndex: 7,
                isOther: true, isPlaceholder: true),
            MarketTracking(
                marketID: "id", trackingID: "id", accountID: "id", score: Amount(millionths: 5),
                reason: "text", mappedAt: moment),
            MarketState(
                marketID: "id", isActive: true, isClosed: true, isArchived: true,
                spread: full ? Amount(millionths: 5) : nil, liquidity: full ? Amount(millionths: 5) : nil,
                volume: full ? Amount(millionths: 5) : nil, capturedAt: moment),
        ]
    }

    private static func quotes(full: Bool) -> [any Record] {
        [
            QuoteTop(
                tokenID: "id", marketID: "id", bestBid: full ? Price(millionths: 5) : nil,
                bestAsk: full ? Price(millionths: 5) : nil, mid: full ? Price(millionths: 5) : nil,
                spread: full ? Amount(millionths: 5) : nil, lastTradePrice: full ? Price(millionths: 5) : nil,
                sourceTime: full ? moment : nil, capturedAt: moment),
            QuoteDepth(
                tokenID: "id", marketID: "id", bidDepth1: Size(millionths: 5), bidDepth2: Size(millionths: 5),
                bidDepth5: Size(millionths: 5), askDepth1: Size(millionths: 5),
                askDepth2: Size(millionths: 5), askDepth5: Size(millionths: 5),
                imbalance: full ? Amount(millionths: 5) : nil, sourceTime: full ? moment : nil,
                capturedAt: moment),
            OrderBookLevel(
                tokenID: "id", marketID: "id", side: .ask, price: Price(millionths: 5),
                size: Size(millionths: 5), levelIndex: 7, sourceTime: full ? moment : nil,
                capturedAt: moment),
            QuoteMinute(
                tokenID: "id", marketID: "id", minute: moment, open: full ? Price(millionths: 5) : nil,
                high: full ? Price(millionths: 5) : nil, low: full ? Price(millionths: 5) : nil,
                close: full ? Price(millionths: 5) : nil, averageSpread: full ? Amount(millionths: 5) : nil,
                minimumSpread: full ? Amount(millionths: 5) : nil,
                maximumSpread: full ? Amount(millionths: 5) : nil, sampleCount: 7, updatedAt: moment),
            Settlement(
                marketID: "id", settledAt: full ? moment : nil, winningOutcome: full ? "text" : nil,
                winningTokenID: full ? "id" : nil, finalTweetCount: full ? 7 : nil, payload: "{}"),
        ]
    }

    private static func operations(full: Bool) -> [any Record] {
        [
            CollectorRun(
                id: runID, job: .retention, source: "text", status: .partial, statusCode: full ? 7 : nil,
                rowsWritten: 7, latencyMilliseconds: 7, errorCode: full ? "text" : nil,
                errorMessage: full ? "text" : nil, startedAt: moment, finishedAt: moment, metadata: "{}"),
            APIHealthMinute(
                minute: moment, source: "text", status: .partial, runs: 7, errorRuns: 7,
                averageLatency: full ? Amount(millionths: 5) : nil,
                p95Latency: full ? Amount(millionths: 5) : nil, createdAt: moment),
            Cursor(key: "text", value: "text", meta: "{}", updatedAt: moment),
            Rejection(
                id: "text", source: "text", endpoint: "text", code: "text", message: "text",
                byteOffset: full ? 7 : nil, excerpt: "text", payloadSHA256: "text", payloadByteCount: 7,
                firstSeen: moment, lastSeen: moment, occurrences: 7),
            FieldDrift(
                source: "text", endpoint: "text", field: "text", kind: .missing, sample: full ? "text" : nil,
                firstSeen: moment, lastSeen: moment, occurrences: 7),
        ]
    }
}
