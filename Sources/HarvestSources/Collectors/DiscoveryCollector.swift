public import HarvestCore

/// Job `markets_discovery`: events, markets and tokens of Gamma, all pages of them, and how markets stand.
///
/// An event that was open and is no longer listed has closed or gone; a bounded number of those is read again
/// by number each run, so that what is stored does not stay open for ever.
public struct DiscoveryCollector: Collector {
    public let job = JobName.marketsDiscovery
    public let source = "gamma"

    /// The most events read again by number in one run.
    public static let maximumRefreshed = 40

    private let gamma: GammaSource
    private let store: any Store
    private let scope: DiscoveryScope
    private let state: DiscoveryState
    private let handles: [String]

    /// Makes a collector for a scope and state. `handles` are the watched accounts.
    public init(
        gamma: GammaSource, store: any Store, scope: DiscoveryScope, state: DiscoveryState, handles: [String]
    ) {
        self.gamma = gamma
        self.store = store
        self.scope = scope
        self.state = state
        self.handles = handles
    }

    public func collect(into run: JobRun) async throws {
        let names = scope.names(
            watched: try await WatchedAccounts(handles: handles, store: run.reading(store)).names)
        var listed: Set<EventID> = []
        for isClosed in state.closedArguments {
            listed.formUnion(try await walk(isClosed: isClosed, names: names, into: run).admitted)
        }
        await run.note("events_listed", listed.count)
        try await refreshUnlisted(except: listed, into: run)
    }

    /// What a walk met: the events of the scope, and how many there were in all.
    private struct Walk {
        var admitted: Set<EventID> = []
        var count = 0
    }

    private func walk(isClosed: Bool, names: [String], into run: JobRun) async throws -> Walk {
        var filter = GammaSource.EventFilter()
        filter.isClosed = isClosed
        guard scope != .all else { return try await walk(filter, names: names, into: run) }
        filter.tagID = DiscoveryScope.tweetMarketsTagID
        let tagged = try await walk(filter, names: names, into: run)
        guard tagged.count == 0, !isClosed else { return tagged }
        // The tag's number is the venue's to change, so an empty list under it is no proof of absence.
        await run.note("tag_was_empty", 1)
        filter.tagID = nil
        return try await walk(filter, names: names, into: run)
    }

    private func walk(
        _ filter: GammaSource.EventFilter, names: [String], into run: JobRun
    ) async throws -> Walk {
        var walk = Walk()
        try await gamma.walkEvents(filter, intake: run.intake) { answer in
            await run.keepOddities(of: answer)
            walk.count += answer.elements.count
            for event in answer.elements where scope.admits(event, names: names) {
                walk.admitted.insert(event.id)
                await run.append(event, capturedAt: answer.capturedAt)
            }
            try await run.flushIfFull()
        }
        return walk
    }

    private func refreshUnlisted(except listed: Set<EventID>, into run: JobRun) async throws {
        let stored = run.reading(store)
        let open = try await stored.rows(
            Query(Event.table, columns: ["event_id"], where: [.equal("closed", .boolean(false))]))
        let unlisted = open.compactMap { $0.identifier("event_id", as: EventID.self) }
            .filter { !listed.contains($0) }
        guard !unlisted.isEmpty else { return }
        await run.note("events_unlisted", unlisted.count)
        // Some stay unlisted for ever, gone or out of scope; going round keeps them from starving the others.
        let round = RoundRobin(
            unlisted, after: try await RoundRobin.cursor(Self.refreshKey, in: stored),
            maximum: Self.maximumRefreshed)
        for id in round.chosen {
            guard let answer = try await gamma.event(id, intake: run.intake) else { continue }
            await run.keepOddities(of: answer)
            for event in answer.elements { await run.append(event, capturedAt: answer.capturedAt) }
        }
        await run.append(round.cursor(Self.refreshKey, updatedAt: run.clock.now))
    }

    private static let refreshKey = JobName.marketsDiscovery.rawValue + ":unlisted"
}

extension JobRun {
    /// Takes the rows of an event, its markets, their tokens and states.
    func append(_ event: GammaEvent, capturedAt: Timestamp) {
        append(event.row(capturedAt: capturedAt))
        for market in event.markets {
            append(market.row(in: event, capturedAt: capturedAt))
            append(contentsOf: market.tokenRows(in: event, capturedAt: capturedAt))
            append(market.stateRow(capturedAt: capturedAt))
        }
    }
}
