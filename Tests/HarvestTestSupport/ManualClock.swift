public import HarvestCore

/// A clock that moves only when told, so that tests own time.
///
/// Sleepers wake in the order of their deadlines. A test waits for the fact that something sleeps
/// (`waitForSleepers`), then moves the clock.
public final class ManualClock: EngineClock {
    private struct Sleeper {
        let id: UInt64
        let deadline: Duration
        let resumption: Waiters.Resumption
    }

    private struct State {
        var now: Timestamp
        var uptime: Duration
        var sleepers: [Sleeper] = []
        var waiters = Waiters()
        var lastID: UInt64 = 0

        mutating func takeID() -> UInt64 {
            lastID += 1
            return lastID
        }

        mutating func takeDue() -> [Sleeper] {
            let due = sleepers.filter { $0.deadline <= uptime }
            sleepers.removeAll { $0.deadline <= uptime }
            return due.sorted { ($0.deadline, $0.id) < ($1.deadline, $1.id) }
        }
    }

    private let state: Locked<State>

    /// Starts at a moment; 2026-01-15T12:00:00Z when none is given, and 1,000 s after the machine's start.
    public init(
        now: Timestamp = Timestamp(seconds: 1_768_478_400), uptime: Duration = .seconds(1_000)
    ) {
        state = Locked(State(now: now, uptime: uptime))
    }

    /// The wall clock as it was last set.
    public var now: Timestamp { state.withLock { $0.now } }

    /// The time since the start as it was last set.
    public var uptime: Duration { state.withLock { $0.uptime } }

    /// The number of tasks that sleep now.
    public var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    /// When the first sleeper wakes; `nil` when nobody sleeps.
    public var nextDeadline: Duration? { state.withLock { $0.sleepers.map(\.deadline).min() } }

    /// Moves both clocks and wakes who is due.
    public func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.now = state.now + duration
            state.uptime += duration
            return state.takeDue()
        }
        for sleeper in due { sleeper.resumption.resume() }
    }

    /// Moves to the first sleeper's deadline and wakes it; does nothing when nobody sleeps.
    public func advanceToNextDeadline() {
        guard let deadline = nextDeadline else { return }
        advance(by: max(.zero, deadline - uptime))
    }

    /// Moves the wall clock alone, as a person or NTP does.
    public func jumpWallClock(by duration: Duration) {
        state.withLock { $0.now = $0.now + duration }
    }

    /// Waits until at least `count` tasks sleep; throws when the task is cancelled.
    public func waitForSleepers(_ count: Int = 1) async throws {
        let id = state.withLock { $0.takeID() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { add(waiter: $0, id: id, count: count) }
        } onCancel: {
            state.withLock { $0.waiters.remove(id: id) }?.resume(throwing: CancellationError())
        }
    }

    /// Waits until the clock was moved there; throws `CancellationError` when the task is cancelled.
    public func sleep(until deadline: Duration) async throws {
        let id = state.withLock { $0.takeID() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { resumption in
                add(Sleeper(id: id, deadline: deadline, resumption: resumption))
            }
        } onCancel: {
            cancelSleeper(id)
        }
    }

    private func add(_ sleeper: Sleeper) {
        if Task.isCancelled { return sleeper.resumption.resume(throwing: CancellationError()) }
        let done: [Waiters.Resumption]? = state.withLock { state in
            if sleeper.deadline <= state.uptime { return nil }
            state.sleepers.append(sleeper)
            return state.waiters.satisfied(by: state.sleepers.count)
        }
        guard let done else { return sleeper.resumption.resume() }
        for resumption in done { resumption.resume() }
        // The cancellation may have come between the check above and the sleeper being on the list.
        if Task.isCancelled { cancelSleeper(sleeper.id) }
    }

    private func add(waiter: Waiters.Resumption, id: UInt64, count: Int) {
        let isThere = state.withLock { state in
            if state.sleepers.count >= count { return true }
            state.waiters.add(id: id, count: count, waiter)
            return false
        }
        if isThere { return waiter.resume() }
        if Task.isCancelled {
            state.withLock { $0.waiters.remove(id: id) }?.resume(throwing: CancellationError())
        }
    }

    private func cancelSleeper(_ id: UInt64) {
        let resumption: Waiters.Resumption? = state.withLock { state in
            guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else { return nil }
            return state.sleepers.remove(at: index).resumption
        }
        resumption?.resume(throwing: CancellationError())
    }
}
