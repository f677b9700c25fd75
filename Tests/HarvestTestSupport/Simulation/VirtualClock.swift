package import HarvestCore

/// The clock of a simulation: it stands still while anything can run, and then moves to the next sleeper.
package final class VirtualClock: EngineClock {
    private struct Sleeper {
        let id: UInt64
        let deadline: Duration
        let resumption: Waiters.Resumption
    }

    private struct State {
        var uptime: Duration = .zero
        var wallStart: Timestamp
        var sleepers: [Sleeper] = []
        var lastID: UInt64 = 0
    }

    private let state: Locked<State>

    /// Starts at a moment of the wall clock and an uptime of zero.
    package init(now: Timestamp = Timestamp(seconds: 1_768_478_400)) {
        state = Locked(State(wallStart: now))
    }

    package var now: Timestamp { state.withLock { $0.wallStart + $0.uptime } }

    package var uptime: Duration { state.withLock { $0.uptime } }

    /// The number of tasks that sleep.
    package var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    /// Moves the wall clock alone.
    package func jumpWallClock(by duration: Duration) {
        state.withLock { $0.wallStart = $0.wallStart + duration }
    }

    /// Moves to the first deadline and wakes who waits for it; false when nobody sleeps.
    package func wakeNext() -> Bool {
        let due: [Sleeper] = state.withLock { state in
            guard let deadline = state.sleepers.map(\.deadline).min() else { return [] }
            state.uptime = max(state.uptime, deadline)
            let due = state.sleepers.filter { $0.deadline <= deadline }
            state.sleepers.removeAll { $0.deadline <= deadline }
            return due
        }
        for sleeper in due { sleeper.resumption.resume() }
        return !due.isEmpty
    }

    package func sleep(until deadline: Duration) async throws {
        let id: UInt64 = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { resumption in
                add(Sleeper(id: id, deadline: deadline, resumption: resumption))
            }
        } onCancel: {
            cancel(id)
        }
    }

    private func add(_ sleeper: Sleeper) {
        if Task.isCancelled { return sleeper.resumption.resume(throwing: CancellationError()) }
        let isDue = state.withLock { state in
            if sleeper.deadline <= state.uptime { return true }
            state.sleepers.append(sleeper)
            return false
        }
        if isDue { sleeper.resumption.resume() }
    }

    private func cancel(_ id: UInt64) {
        let resumption: Waiters.Resumption? = state.withLock { state in
            guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else { return nil }
            return state.sleepers.remove(at: index).resumption
        }
        resumption?.resume(throwing: CancellationError())
    }
}
