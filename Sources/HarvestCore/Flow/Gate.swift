/// Lets `width` callers through at a time, in the order in which they came.
///
/// A cancelled waiter leaves the queue at once; a caller that is through keeps its place until it leaves.
package final class Gate: Sendable {
    private struct State {
        var free: Int
        var nextTicket: UInt64 = 0
        var waiters: [(ticket: UInt64, continuation: CheckedContinuation<Void, any Error>)] = []
        /// Tickets whose continuation is not there yet.
        var pending: Set<UInt64> = []
        /// Of these, the ones that were cancelled.
        var cancelledEarly: Set<UInt64> = []
    }

    private let state: Locked<State>

    /// Makes a gate for `width` callers at a time, at least one.
    package init(width: Int) { state = Locked(State(free: max(1, width))) }

    /// How many callers wait for room.
    package var waiterCount: Int { state.withLock { $0.waiters.count } }

    /// Runs `body` once there is room; gives the place back when it returns or throws.
    package func pass<Result>(_ body: () async throws -> Result) async throws -> Result {
        try await enter()
        defer { leave() }
        return try await body()
    }

    private func enter() async throws {
        try Task.checkCancellation()
        let ticket = state.withLock { state -> UInt64? in
            if state.free > 0, state.waiters.isEmpty {
                state.free -= 1
                return nil
            }
            state.nextTicket += 1
            state.pending.insert(state.nextTicket)
            return state.nextTicket
        }
        guard let ticket else { return }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { wait(for: ticket, with: $0) }
        } onCancel: {
            withdraw(ticket)
        }
    }

    private func wait(for ticket: UInt64, with continuation: CheckedContinuation<Void, any Error>) {
        let outcome = state.withLock { state -> Result<Void, any Error>? in
            state.pending.remove(ticket)
            if state.cancelledEarly.remove(ticket) != nil { return .failure(CancellationError()) }
            if state.free > 0, state.waiters.isEmpty {
                state.free -= 1
                return .success(())
            }
            // Continuations may arrive out of the order of their tickets; tickets decide.
            let place = state.waiters.firstIndex { $0.ticket > ticket } ?? state.waiters.endIndex
            state.waiters.insert((ticket, continuation), at: place)
            return nil
        }
        if let outcome { continuation.resume(with: outcome) }
    }

    private func withdraw(_ ticket: UInt64) {
        let continuation = state.withLock { state -> CheckedContinuation<Void, any Error>? in
            guard let index = state.waiters.firstIndex(where: { $0.ticket == ticket }) else {
                // A ticket that is neither pending nor waiting is through already and keeps its place.
                if state.pending.contains(ticket) { state.cancelledEarly.insert(ticket) }
                return nil
            }
            return state.waiters.remove(at: index).continuation
        }
        continuation?.resume(throwing: CancellationError())
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, any Error>? in
            guard !state.waiters.isEmpty else {
                state.free += 1
                return nil
            }
            return state.waiters.removeFirst().continuation
        }
        next?.resume()
    }
}
