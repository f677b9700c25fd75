internal import Dispatch
internal import HarvestCore

/// What signals mean: the first asks the program to stop, a second one ends it at once, and so does a stop
/// that takes too long. Ending at once is safe because nothing is acknowledged before it is stored.
final class StopRequest: Sendable {
    /// How long storing may take after the first signal.
    static let drainLimit = Duration.seconds(60)

    private struct State {
        var signal: Int32?
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Locked(State())
    private let notes: Notes
    private let farewell: String
    private let limit: DispatchTimeInterval
    private let leave: @Sendable (Int32) -> Void
    private let queue = DispatchQueue(label: "stop")

    /// `farewell` is told at the first signal; `leave` ends the process.
    init(
        notes: Notes, farewell: String,
        limit: DispatchTimeInterval = .milliseconds(Int(drainLimit.milliseconds)),
        leave: @escaping @Sendable (Int32) -> Void
    ) {
        self.notes = notes
        self.farewell = farewell
        self.limit = limit
        self.leave = leave
    }

    /// The first signal, when one has come.
    var signal: Int32? { state.withLock { $0.signal } }

    /// Returns once a first signal has come, or when the task is cancelled, which asks nobody to stop.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isStopping = state.withLock { state in
                    if state.signal == nil { state.waiters.append(continuation) }
                    return state.signal != nil
                }
                if isStopping { return continuation.resume() }
                // The cancellation may have come before the waiter was on the list.
                if Task.isCancelled { release() }
            }
        } onCancel: {
            release()
        }
    }

    /// Does work that a first signal cancels. Throws `Interruption` when the work did not end by itself.
    func cancelling<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws
        -> Value
    {
        do {
            return try await withThrowingTaskGroup(of: Value?.self) { group in
                group.addTask { try await work() }
                group.addTask {
                    await self.wait()
                    return nil
                }
                while let end = try await group.next() {
                    group.cancelAll()
                    if let value = end { return value }
                }
                throw CancellationError()
            }
        } catch {
            // What a cancelled store or file says is no news to whoever sent the signal.
            guard let number = signal else { throw error }
            throw Interruption(signal: number)
        }
    }

    /// Takes note of a signal.
    func receive(_ number: Int32) {
        let isFirst = state.withLock { state in
            defer { state.signal = state.signal ?? number }
            return state.signal == nil
        }
        guard isFirst else {
            notes.notice("stopped at once; batches not yet stored are read again next time")
            return leave(128 + number)
        }
        notes.notice("\(farewell) (once more to end at once)")
        queue.asyncAfter(deadline: .now() + limit) { [weak self] in self?.giveUp() }
        release()
    }

    private func giveUp() {
        notes.notice("stopping took too long; batches not yet stored are read again next time")
        leave(ExitCode.failure.rawValue)
    }

    private func release() {
        let waiters = state.withLock { state in
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
