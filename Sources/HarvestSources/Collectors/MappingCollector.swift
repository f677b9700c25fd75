public import HarvestCore

/// Job `mapping_sync`: which XTracker window decides which tweet-count market.
///
/// It works from stored rows alone. Links of windows to events are not a column; the tracking job keeps them
/// with its cursor, and they are read from there.
public struct MappingCollector: Collector {
    public let job = JobName.mappingSync
    public let source = "derived"

    private static let pageSize = 1_000

    private let store: any Store

    /// Makes a collector that reads events, markets and windows from `store`.
    public init(store: any Store) { self.store = store }

    public func collect(into run: JobRun) async throws {
        let stored = run.reading(store)
        let windows = try await windows(in: stored)
        guard !windows.isEmpty else { return await run.skip(until: "no windows are stored yet") }
        let matches = try await matches(WindowMatcher(windows: windows), in: stored)
        let rows = try await mappings(matches, in: stored, mappedAt: run.clock.now)
        await run.note("events_matched", matches.count)
        await run.append(contentsOf: rows)
    }

    private func matches(
        _ matcher: WindowMatcher, in stored: RunReader
    ) async throws -> [EventID: WindowMatcher.Match] {
        let query = Query(Event.table, columns: ["event_id", "event_slug", "title", "end_date"])
        let matches = Locked<[EventID: WindowMatcher.Match]>([:])
        try await stored.pages(of: query, size: Self.pageSize) { rows in
            for row in rows {
                guard let id: EventID = row.identifier("event_id"), let slug = row.text("event_slug"),
                    let title = row.text("title")
                else { continue }
                let event = WindowMatcher.Candidate(slug: slug, title: title, end: row.timestamp("end_date"))
                guard let match = matcher.match(event) else { continue }
                matches.withLock { $0[id] = match }
            }
        }
        return matches.withLock { $0 }
    }

    private func mappings(
        _ matches: [EventID: WindowMatcher.Match], in stored: RunReader, mappedAt: Timestamp
    ) async throws -> [MarketTracking] {
        var rows: [MarketTracking] = []
        for (event, match) in matches.sorted(by: { $0.key < $1.key }) {
            let markets = try await stored.rows(
                Query(
                    Market.table, columns: ["market_id"], where: [.equal("event_id", .text(event.rawValue))]))
            for market in markets.compactMap({ $0.identifier("market_id", as: MarketID.self) }) {
                rows.append(
                    MarketTracking(
                        marketID: market, trackingID: match.window.id, accountID: match.window.accountID,
                        score: match.score, reason: match.reason, mappedAt: mappedAt))
                rows += try await superseded(market, by: match.window.id, in: stored, mappedAt: mappedAt)
            }
        }
        return rows
    }

    /// Earlier matches of the market with other windows: they stay on record and count for nothing.
    private func superseded(
        _ market: MarketID, by window: TrackingID, in stored: RunReader, mappedAt: Timestamp
    ) async throws -> [MarketTracking] {
        let rows = try await stored.rows(
            Query(MarketTracking.table, where: [.equal("market_id", .text(market.rawValue))]))
        return rows.compactMap { row in
            guard let tracking: TrackingID = row.identifier("tracking_id"), tracking != window,
                let account: AccountID = row.identifier("account_id")
            else { return nil }
            return MarketTracking(
                marketID: market, trackingID: tracking, accountID: account, score: .zero,
                reason: "superseded by \(window)", mappedAt: mappedAt)
        }
    }

    private func windows(in stored: RunReader) async throws -> [WindowMatcher.Window] {
        let names = try await accountNames(in: stored)
        let facts = try await TrackingFacts.stored(in: stored)
        let rows = try await stored.rows(Query(TrackingWindow.table))
        return rows.compactMap { row in
            guard let window = StoredWindow(row), let title = row.text("title") else { return nil }
            let fact = facts[window.id]
            return WindowMatcher.Window(
                id: window.id, accountID: window.accountID, accountNames: names[window.accountID] ?? [],
                title: title, start: window.start, end: window.end, linkedSlug: fact?.linkedSlug,
                updatedAt: fact?.updatedAt ?? Timestamp(seconds: 0))
        }
    }

    private func accountNames(in stored: RunReader) async throws -> [AccountID: [String]] {
        let rows = try await stored.rows(
            Query(Account.table, columns: ["account_id", "handle", "display_name"]))
        var names: [AccountID: [String]] = [:]
        for row in rows {
            guard let id: AccountID = row.identifier("account_id") else { continue }
            names[id] = [row.text("handle"), row.text("display_name")].compactMap { $0 }
        }
        return names
    }
}
