internal import HarvestCore
internal import HarvestSources

/// One picture for several jobs, as the daemon's desk for books has one: fetched once, used while it is
/// young.
///
/// The careless one looks, fetches and keeps without a gate around it. That is the bug an actor invites:
/// while it waits for the fetch, another job looks too.
actor SimulatedDesk {
    private let upstream: Upstream
    private let clock: VirtualClock
    private let ledger: SimulationLedger
    private let isCareless: Bool
    private let turn = Gate(width: 1)
    private var latest: (items: [Int], takenAt: Duration)?
    private var fetchCount = 0

    /// How old a picture may be.
    private static let longestAge = Duration.seconds(4)

    init(_ upstream: Upstream, clock: VirtualClock, ledger: SimulationLedger, isCareless: Bool) {
        self.upstream = upstream
        self.clock = clock
        self.ledger = ledger
        self.isCareless = isCareless
    }

    func picture(for run: JobRun) async throws -> [Int] {
        if isCareless { return try await lookAndFetch(for: run) }
        return try await turn.pass { try await lookAndFetch(for: run) }
    }

    private func lookAndFetch(for run: JobRun) async throws -> [Int] {
        if let latest, clock.uptime - latest.takenAt <= Self.longestAge { return latest.items }
        fetchCount += 1
        defer { fetchCount -= 1 }
        if fetchCount > 1 { ledger.accuse("the desk fetches the same picture twice at a time") }
        let items = try await upstream.page(at: 0, for: run, ledger).items
        latest = (items, clock.uptime)
        return items
    }
}
