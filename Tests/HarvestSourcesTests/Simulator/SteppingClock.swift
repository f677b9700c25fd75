internal import HarvestCore

/// A clock that moves when told; tests wait for sleepers instead of for time.
final class SteppingClock: EngineClock {
    private struct Sleeper {
        let number: Int
        let deadline: Duration
        let wake: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var uptime = Duration.zero
        var sleepers: [Sleeper] = []
        var cancelled: Set<Int> = []
        var count = 0
        var watchers: [(count: Int, wake: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Locked(State())

    var now: Timestamp { SimulatorDesk.moment + uptime }

    var uptime: Duration { state.withLock { $0.uptime } }

    func sleep(until deadline: Duration) async throws {
        let number = state.withLock { state in
            state.count += 1
            return state.count
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { wake in
                add(Sleeper(number: number, deadline: deadline, wake: wake))
            }
        } onCancel: {
            cancel(number)
        }
    }

    /// Returns once so many sleepers wait.
    func awaitSleepers(_ count: Int) async {
        await withCheckedContinuation { wake in
            let isReady = state.withLock { state in
                guard state.sleepers.count < count else { return true }
                state.watchers.append((count, wake))
                return false
            }
            if isReady { wake.resume() }
        }
    }

    func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.uptime += duration
            let due = state.sleepers.filter { $0.deadline <= state.uptime }
            state.sleepers.removeAll { $0.deadline <= state.uptime }
            return due
        }
        for sleeper in due { sleeper.wake.resume() }
    }

    private func add(_ sleeper: Sleeper) {
        let (isCancelled, woken) = state.withLock { state in
            if state.cancelled.contains(sleeper.number) {
                return (true, [CheckedContinuation<Void, Never>]())
            }
            state.sleepers.append(sleeper)
            let ready = state.watchers.filter { $0.count <= state.sleepers.count }
            state.watchers.removeAll { $0.count <= state.sleepers.count }
            return (false, ready.map(\.wake))
        }
        if isCancelled { sleeper.wake.resume(throwing: CancellationError()) }
        for watcher in woken { watcher.resume() }
    }

    private func cancel(_ number: Int) {
        let cancelled = state.withLock { state in
            state.cancelled.insert(number)
            let found = state.sleepers.first { $0.number == number }
            state.sleepers.removeAll { $0.number == number }
            return found
        }
        cancelled?.wake.resume(throwing: CancellationError())
    }
}
