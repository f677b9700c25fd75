/// A fact that becomes true once and stays true; others wait for it.
package final class Latch: Sendable {
    private struct State {
        var isOpen = false
        var lastID: UInt64 = 0
        var waiters: [(id: UInt64, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Locked(State())

    /// Makes a closed latch.
    package init() {}

    /// Whether the fact is true by now.
    package var isOpen: Bool { state.withLock { $0.isOpen } }

    /// Makes the fact true and lets everybody go on. Callable from anywhere, more than once.
    package func open() {
        let waiters = state.withLock { state in
            state.isOpen = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.continuation.resume() }
    }

    /// Returns once the fact is true, or when the task is cancelled, which makes nothing true.
    package func wait() async {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { add($0, id: id) }
        } onCancel: {
            withdraw(id)
        }
    }

    private func add(_ continuation: CheckedContinuation<Void, Never>, id: UInt64) {
        let isOpen = state.withLock { state in
            if !state.isOpen { state.waiters.append((id, continuation)) }
            return state.isOpen
        }
        if isOpen { return continuation.resume() }
        // The cancellation may have come before the waiter was on the list.
        if Task.isCancelled { withdraw(id) }
    }

    private func withdraw(_ id: UInt64) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard let index = state.waiters.firstIndex(where: { $0.id == id }) else { return nil }
            return state.waiters.remove(at: index).continuation
        }
        waiter?.resume()
    }
}
