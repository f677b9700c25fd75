internal import HarvestCore

/// What callers on any thread leave for the loop: requests and cancellations, with a bound; and the loop's
/// end.
final class TransportMailbox: Sendable {
    /// What the loop takes at once.
    struct Orders {
        /// New requests, in the order they were made.
        var submissions: [Submission] = []
        /// Requests nobody waits for any more.
        var cancelled: [UInt64] = []
    }

    private struct State {
        /// There while the loop takes orders.
        var multi: CurlMulti?
        var isStopping = false
        var orders = Orders()
        var openCount = 0
        var lastID: UInt64 = 0
    }

    private let capacity: Int
    private let state = Locked(State())

    /// Starts closed; `capacity` bounds the requests that were made and not answered.
    init(capacity: Int) { self.capacity = capacity }

    /// Lets orders in, and wakes this handle for them; false when it is open already.
    func open(_ multi: CurlMulti) -> Bool {
        state.withLock { state in
            guard state.multi == nil else { return false }
            state.multi = multi
            state.isStopping = false
            return true
        }
    }

    /// A number for a request.
    func takeID() -> UInt64 {
        state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
    }

    /// Leaves a request for the loop; answers why not, `nil` when it was taken.
    func submit(_ submission: Submission) -> TransportError.Kind? {
        state.withLock { state in
            guard let multi = state.multi, !state.isStopping else { return .notRunning }
            guard state.openCount < capacity else { return .queueFull }
            state.openCount += 1
            state.orders.submissions.append(submission)
            multi.wake()
            return nil
        }
    }

    /// Asks the loop to end a request, whatever has become of it.
    func cancel(_ id: UInt64) {
        state.withLock { state in
            guard let multi = state.multi else { return }
            state.orders.cancelled.append(id)
            multi.wake()
        }
    }

    /// Asks the loop to end.
    func stop() {
        state.withLock { state in
            state.isStopping = true
            state.multi?.wake()
        }
    }

    /// Takes all orders; `nil` when the loop shall end.
    func take() -> Orders? {
        state.withLock { state in
            if state.isStopping { return nil }
            defer { state.orders = Orders() }
            return state.orders
        }
    }

    /// Notes that a request was answered.
    func noteAnswered() { state.withLock { $0.openCount -= 1 } }

    /// Lets nothing more in, and gives what nobody took.
    func close() -> Orders {
        state.withLock { state in
            defer {
                state.multi = nil
                state.openCount -= state.orders.submissions.count
                state.orders = Orders()
            }
            return state.orders
        }
    }
}
