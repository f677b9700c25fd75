public import HarvestCore

/// Job `agg_1m`: minute bars of the quotes, and the minute's estimate of every open window's count.
///
/// The last ten minutes are computed again each time, so that rows that came late still count. After a longer
/// pause the bars of the minutes that were missed are made as well; count estimates are of the present
/// minute only.
public struct AggregateCollector: Collector {
    public let job = JobName.aggregateMinutes
    public let source = "derived"

    /// Minutes that are computed again, the present one included.
    public static let lookBackMinutes = 10
    /// Missed minutes that one run makes afterwards at most.
    package static let mostMissedMinutes = MinuteSteps.maximumMissed

    private static let pageSize = 5_000

    private let store: any Store

    /// Makes a collector that reads quotes, windows, counts and posts from `store`.
    public init(store: any Store) { self.store = store }

    public func collect(into run: JobRun) async throws {
        let now = run.clock.now
        let stored = run.reading(store)
        let cursor = try await MinuteCursor.stored(of: job, in: stored)
        for step in MinuteSteps(upTo: now, again: Self.lookBackMinutes, after: cursor?.minute).steps {
            await run.append(contentsOf: try await quoteMinutes(step.minutes, in: stored, now: now))
            await run.append(MinuteCursor(minute: step.done).row(of: job, updatedAt: now))
            try await run.flushIfFull()
        }
        for window in try await openWindows(in: stored, now: now) {
            await run.append(try await estimate(of: window, in: stored, now: now))
        }
    }

    private func quoteMinutes(
        _ minutes: Range<Timestamp>, in stored: RunReader, now: Timestamp
    ) async throws -> [QuoteMinute] {
        let query = Query(
            QuoteTop.table, columns: ["token_id", "market_id", "mid", "spread", "captured_at"],
            where: [
                .atLeast("captured_at", .timestamp(minutes.lowerBound)),
                .below("captured_at", .timestamp(minutes.upperBound)),
            ])
        let bars = Locked(MinuteBars())
        try await stored.pages(of: query, size: Self.pageSize) { rows in
            bars.withLock { bars in
                for row in rows { Self.add(row, to: &bars) }
            }
        }
        return bars.withLock { $0.rows(updatedAt: now) }
    }

    private static func add(_ row: Row, to bars: inout MinuteBars) {
        guard let tokenID: TokenID = row.identifier("token_id"),
            let marketID: MarketID = row.identifier("market_id"),
            let capturedAt = row.timestamp("captured_at")
        else { return }
        bars.add(
            tokenID: tokenID, marketID: marketID, mid: row.decimal("mid"), spread: row.decimal("spread"),
            capturedAt: capturedAt)
    }

    /// Windows that have begun and whose end is at most an hour ago, so that the last posts still count.
    ///
    /// In the order of their keys: posts that are stored between two windows count for the second, also when
    /// the run is done again in another store.
    private func openWindows(in stored: RunReader, now: Timestamp) async throws -> [StoredWindow] {
        let rows = try await stored.rows(
            Query(
                TrackingWindow.table, columns: ["tracking_id", "account_id", "start_date", "end_date"],
                where: [
                    .below("start_date", .timestamp(now)), .atLeast("end_date", .timestamp(now - .hours(1))),
                ], order: [.ascending("tracking_id"), .ascending("account_id")]))
        return rows.compactMap(StoredWindow.init)
    }

    private func estimate(
        of window: StoredWindow, in stored: RunReader, now: Timestamp
    ) async throws -> TweetMetricMinute {
        let posts = try await stored.rows(
            Query(
                TweetPost.table, columns: ["platform_post_id"],
                where: [
                    .equal("account_id", .text(window.accountID.rawValue)),
                    .atLeast("posted_at", .timestamp(window.start)),
                    .below("posted_at", .timestamp(window.end)),
                ]))
        let metrics = try await stored.rows(
            Query(
                TweetMetricDaily.table, columns: ["cumulative_count"],
                where: [
                    .equal("account_id", .text(window.accountID.rawValue)),
                    .equal("tracking_id", .text(window.id.rawValue)),
                    .atLeast("metric_date", .date(window.start.day)),
                    .below("metric_date", .date(window.end.day.advanced(by: 1))),
                ]))
        return Self.row(
            window, metricCount: metrics.compactMap { $0.integer("cumulative_count") }.max(),
            postCount: posts.count, now: now)
    }

    private static func row(
        _ window: StoredWindow, metricCount: Int?, postCount: Int, now: Timestamp
    ) -> TweetMetricMinute {
        let estimate = CountEstimate(metricCount: metricCount, postCount: postCount)
        let metadata = JSONWriter.object([
            ("window_start", JSONWriter.string(window.start.description)),
            ("window_end", JSONWriter.string(window.end.description)),
        ])
        return TweetMetricMinute(
            accountID: window.accountID, trackingID: window.id, minute: now.floored(to: .minutes(1)),
            estimate: estimate.estimate, metricCount: metricCount, postCount: postCount,
            confidence: estimate.confidence, metadata: metadata, capturedAt: now)
    }
}
