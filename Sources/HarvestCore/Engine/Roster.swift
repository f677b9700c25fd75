/// Runs a set of services that changes while it runs, each isolated from the others.
///
/// A service that throws starts again by its rule. One that spends its restarts is given up loudly for as
/// long as its window and then tried again: it never ends its siblings and is never dropped in silence.
/// `apply` puts another plan into effect and leaves alone whatever the plan does not change. The roster
/// itself ends only when it is cancelled.
public actor Roster: Service {
    /// How long a service that leaves may take to end the piece of work under way before it is cancelled.
    public static let usualPatience = Duration.seconds(30)

    /// How long a service without a restart window is given up.
    static let usualRest = Duration.minutes(10)

    /// Opens when the first plan runs.
    package nonisolated let begun = Latch()

    nonisolated let clock: any EngineClock
    nonisolated let events: any EngineEventSink
    nonisolated let seed: UInt64
    nonisolated let patience: Duration
    private nonisolated let arrival = Bell()
    private nonisolated let turn = Gate(width: 1)
    private var order: [String] = []
    private var members: [String: RosterMember] = [:]
    /// Of each name, who left and has not ended; nobody of that name starts before.
    private var leaving: [String: RosterMember] = [:]
    /// Members that `run` has to take in; never more than one plan holds.
    private var arrivals: [RosterMember] = []
    private var hasBegun = false
    private var hasEnded = false

    /// Makes a roster with its first plan; nothing starts. `seed` decides the jitter of restarts.
    public init(
        _ plan: [RosterEntry], patience: Duration = Roster.usualPatience, clock: any EngineClock,
        events: any EngineEventSink, seed: UInt64
    ) {
        self.patience = patience
        self.clock = clock
        self.events = events
        self.seed = seed
        for entry in plan where members[entry.name] == nil {
            let member = RosterMember(entry)
            order.append(entry.name)
            members[entry.name] = member
            arrivals.append(member)
        }
    }

    /// How every service stands, in the order of the plan.
    public var standings: [RosterStanding] {
        order.compactMap { members[$0] }.map {
            RosterStanding(name: $0.entry.name, state: $0.standing, service: $0.entry.service)
        }
    }

    /// Everybody of whom something may run: those of the plan, and those who left it and have not ended.
    var present: [RosterMember] { order.compactMap { members[$0] } + leaving.values }

    public func run() async throws {
        hasBegun = true
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                for member in takeArrivals() { group.addTask { await self.tend(member) } }
                begun.open()
                do { try await arrival.heard() } catch { break }
            }
        }
        hasEnded = true
        for member in members.values { member.end.open() }
    }

    /// Puts a plan into effect and says what it changed. Services that leave or change end the piece of work
    /// under way, for at most `patience`, and are then cancelled; those that come start at once. One that
    /// does not end for as long again holds up nobody but the next one of its name. Two plans never mix: the
    /// second waits for the first. Throws `CancellationError` when the task was cancelled before its turn.
    @discardableResult
    public func apply(_ plan: [RosterEntry]) async throws -> RosterDifference {
        try await turn.pass {
            leaving = leaving.filter { !$0.value.end.isOpen }
            let difference = RosterDifference(
                from: members.mapValues(\.entry.traits), to: plan.map { ($0.name, $0.traits) })
            let entries = Dictionary(plan.map { ($0.name, $0) }) { first, _ in first }
            order = difference.removed + plan.map(\.name).uniqued()
            for name in difference.added { start(entries[name]) }
            await withDiscardingTaskGroup { group in
                for name in difference.removed + difference.changed.map(\.name) {
                    group.addTask { await self.replace(name, by: entries[name]) }
                }
            }
            order = order.filter { members[$0] != nil }
            return difference
        }
    }

    private func takeArrivals() -> [RosterMember] {
        defer { arrivals = [] }
        return arrivals
    }

    private func start(_ entry: RosterEntry?) {
        guard let entry, !hasEnded else { return }
        let member = RosterMember(entry, after: leaving[entry.name]?.end)
        members[entry.name] = member
        arrivals.append(member)
        arrival.ring()
    }

    private func replace(_ name: String, by entry: RosterEntry?) async {
        guard let member = members[name] else { return }
        if hasBegun {
            await end(member)
        } else {
            arrivals.removeAll { $0 === member }
            member.end.open()
        }
        // The roster is stopping: what waits for its end must not bring anybody in.
        guard !Task.isCancelled else { return }
        members[name] = nil
        // Whoever waited for another one to end has never run: that one still holds up the next.
        leaving[name] = [leaving[name], member].compactMap(\.self).first { !$0.end.isOpen }
        start(entry)
    }
}

extension [String] {
    /// Every text once, at its first place.
    fileprivate func uniqued() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
