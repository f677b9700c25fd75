internal import HarvestCore

/// The number of posts in the window that decided a market, as far as we hold them.
enum FinalCount {
    /// The count; `nil` without a mapped window, before its end, or when our posts do not reach back to its
    /// start.
    static func count(of market: MarketID, now: Timestamp, in store: any RowSource) async throws -> Int? {
        let mappings = try await store.rows(
            Query(
                MarketTracking.table, columns: ["tracking_id", "account_id"],
                where: [.equal("market_id", .text(market.rawValue))], order: [.descending("match_score")],
                limit: 1))
        guard let mapping = mappings.first, let tracking = mapping.text("tracking_id"),
            let account = mapping.text("account_id")
        else { return nil }
        let windows = try await store.rows(
            Query(
                TrackingWindow.table, columns: ["tracking_id", "account_id", "start_date", "end_date"],
                where: [.equal("tracking_id", .text(tracking)), .equal("account_id", .text(account))]))
        guard let window = windows.first.flatMap(StoredWindow.init), window.end <= now else { return nil }
        return try await posts(in: window, store)
    }

    private static func posts(in window: StoredWindow, _ store: any RowSource) async throws -> Int? {
        let account = Query.Condition.equal("account_id", .text(window.accountID.rawValue))
        let earlier = try await store.rows(
            Query(
                TweetPost.table, columns: ["platform_post_id"],
                where: [account, .below("posted_at", .timestamp(window.start))], limit: 1))
        guard !earlier.isEmpty else { return nil }
        return try await store.rows(
            Query(
                TweetPost.table, columns: ["platform_post_id"],
                where: [
                    account, .atLeast("posted_at", .timestamp(window.start)),
                    .below("posted_at", .timestamp(window.end)),
                ])
        ).count
    }
}
