/// Calls one listener. Rings that come before it listens again count as one, so a flood of them, such as a
/// person sending signals, gathers nothing.
package final class Bell: Sendable {
    private struct State {
        var hasRung = false
        var listener: CheckedContinuation<Bool, Never>?
    }

    private let state = Locked(State())

    /// Makes a bell that has not rung.
    package init() {}

    /// Rings. Callable from anywhere, signal sources included.
    package func ring() {
        let listener = state.withLock { state in
            if state.listener == nil { state.hasRung = true }
            return state.listener.take()
        }
        listener?.resume(returning: true)
    }

    /// Waits for the next ring, or takes the one that was not heard yet; throws `CancellationError` when the
    /// task is cancelled. Only one listener at a time.
    package func heard() async throws {
        let hasRung = await withTaskCancellationHandler {
            await withCheckedContinuation { listen($0) }
        } onCancel: {
            withdraw()
        }
        guard hasRung else { throw CancellationError() }
    }

    private func listen(_ continuation: CheckedContinuation<Bool, Never>) {
        let hasRung = state.withLock { state in
            if state.hasRung {
                state.hasRung = false
                return true
            }
            precondition(state.listener == nil, "a bell has one listener")
            state.listener = continuation
            return false
        }
        if hasRung { return continuation.resume(returning: true) }
        // The cancellation may have come before the listener was there.
        if Task.isCancelled { withdraw() }
    }

    private func withdraw() {
        let listener = state.withLock { $0.listener.take() }
        listener?.resume(returning: false)
    }
}
