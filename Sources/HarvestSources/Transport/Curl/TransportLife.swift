internal import HarvestCore

/// One life of the transport's thread, from its start to its end, which somebody has to wait for.
final class TransportLife: Sendable {
    private enum State {
        case running
        case awaited(CheckedContinuation<Void, Never>)
        case ended
    }

    private let state = Locked(State.running)
    private let failure = Locked<TransportError?>(nil)
    private let thread = Locked<LoopThread?>(nil)

    /// Starts as running.
    init() {}

    /// Takes charge of the thread.
    func adopt(_ thread: LoopThread) { self.thread.withLock { $0 = thread } }

    /// The loop has ended; called on its thread, as its last act.
    func note(_ failure: TransportError?) {
        self.failure.withLock { $0 = failure }
        let waiting: CheckedContinuation<Void, Never>? = state.withLock { state in
            defer { state = .ended }
            guard case .awaited(let waiting) = state else { return nil }
            return waiting
        }
        waiting?.resume()
    }

    /// Waits for the end of loop and thread; gives the reason when libcurl failed. Cancelling does not
    /// shorten it: whoever wants it to end stops the mailbox. Call it once.
    func end() async -> TransportError? {
        await withCheckedContinuation { waiting in
            let hasEnded = state.withLock { state in
                if case .ended = state { return true }
                state = .awaited(waiting)
                return false
            }
            if hasEnded { waiting.resume() }
        }
        // The thread has only to return from its last call, so this does not keep the pool's thread.
        thread.withLock { $0.take() }?.finish()
        return failure.withLock { $0 }
    }
}
