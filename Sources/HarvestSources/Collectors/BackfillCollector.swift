public import HarvestCore

/// Job `backfill`: one handle's history between two moments, and nothing outside of them.
///
/// Windows that overlap the stretch, daily counts and posts inside it, and tweet-count events that end inside
/// it. Posts are read a week at a time, each week stored before the next is read, so that a backfill that is
/// interrupted has lost at most a week of reading and can simply be run again.
public struct BackfillCollector: Collector {
    public let job = JobName.backfill
    public let source = "xtracker"

    /// How much is read at a time.
    public static let step = Duration.days(7)

    private let xtracker: XTrackerSource
    private let gamma: GammaSource
    private let handle: String
    private let start: Timestamp
    private let end: Timestamp
    private let progress: @Sendable (Timestamp) -> Void

    /// Makes a collector for the stretch from `start` up to but without `end`. `progress` hears how far it
    /// is.
    public init(
        xtracker: XTrackerSource, gamma: GammaSource, handle: String, from start: Timestamp,
        to end: Timestamp, progress: @escaping @Sendable (Timestamp) -> Void = { _ in }
    ) {
        self.xtracker = xtracker
        self.gamma = gamma
        self.handle = handle
        self.start = start
        self.end = end
        self.progress = progress
    }

    public var subject: String? { handle }

    public func collect(into run: JobRun) async throws {
        let user = try await xtracker.user(handle, intake: run.intake)
        await run.keepOddities(of: user)
        guard let account = user.elements.first else { return }
        await run.append(account.row(capturedAt: user.capturedAt))
        try await collectWindows(into: run)
        var from = start
        while from < end {
            let until = min(from + Self.step, end)
            try await collectCounts(of: account, from: from, to: until, into: run)
            try await run.flush()
            progress(until)
            from = until
        }
        try await collectEvents(names: [handle, account.name].compactMap { $0 }, into: run)
    }

    private func collectWindows(into run: JobRun) async throws {
        let answer = try await xtracker.trackings(handle, intake: run.intake)
        await run.keepOddities(of: answer)
        let inside = answer.elements.filter { $0.start < end && $0.end > start }
        await run.append(contentsOf: inside.map { $0.row(capturedAt: answer.capturedAt) })
    }

    private func collectCounts(
        of account: XTrackerUser, from: Timestamp, to until: Timestamp, into run: JobRun
    ) async throws {
        let posts = try await xtracker.posts(handle, from: from, to: until, intake: run.intake)
        await run.keepOddities(of: posts)
        // The service rounds its arguments to days at times, so the stretch is held here.
        let inside = posts.elements.filter { $0.createdAt >= from && $0.createdAt < until }
        await run.append(contentsOf: inside.map { $0.row(capturedAt: posts.capturedAt) })
        let metrics = try await xtracker.metrics(account.id, from: from, to: until, intake: run.intake)
        await run.keepOddities(of: metrics)
        let days = metrics.elements.filter { $0.day.start >= from && $0.day.start < until }
        await run.append(contentsOf: days.map { $0.row(capturedAt: metrics.capturedAt) })
    }

    private func collectEvents(names: [String], into run: JobRun) async throws {
        for isClosed in [false, true] {
            var filter = GammaSource.EventFilter()
            filter.isClosed = isClosed
            filter.tagID = DiscoveryScope.tweetMarketsTagID
            filter.endsFrom = start
            filter.endsUntil = end
            try await gamma.walkEvents(filter, intake: run.intake) { answer in
                await run.keepOddities(of: answer)
                for event in answer.elements {
                    let isInside = event.end.map { $0 >= start && $0 < end } ?? false
                    guard isInside, DiscoveryScope.watchlistTweet.admits(event, names: names) else {
                        continue
                    }
                    await run.append(event, capturedAt: answer.capturedAt)
                }
                try await run.flushIfFull()
            }
        }
    }
}
