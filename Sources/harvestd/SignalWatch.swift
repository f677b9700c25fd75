internal import Dispatch
internal import Glibc
internal import HarvestCore

/// Waits for SIGINT and SIGTERM. The first asks the program to stop; a second one ends it at once, which is
/// safe because nothing is acknowledged before it is stored.
final class SignalWatch: Sendable {
    private struct State {
        var isStopping = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Locked(State())
    private let notes: Notes
    private let farewell: String
    /// Kept so that they live as long as the watch.
    private let sources: Locked<[any DispatchSourceSignal]>

    /// Starts watching; signals no longer end the process by themselves. `farewell` is told at the first one.
    init(notes: Notes, farewell: String = "stopping: what was collected is being stored") {
        self.notes = notes
        self.farewell = farewell
        let queue = DispatchQueue(label: "signals")
        sources = Locked([])
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [weak self] in self?.received(number) }
            source.resume()
            sources.withLock { $0.append(source) }
        }
    }

    /// Returns once a first signal has come, or when the task is cancelled.
    func stopRequested() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isStopping = state.withLock { state in
                    if !state.isStopping { state.waiters.append(continuation) }
                    return state.isStopping
                }
                if isStopping { continuation.resume() }
            }
        } onCancel: {
            release()
        }
    }

    private func received(_ number: Int32) {
        let isSecond = state.withLock { $0.isStopping }
        guard !isSecond else {
            notes.notice("stopped at once; nothing acknowledged is lost")
            exit(128 + number)
        }
        notes.notice("\(farewell) (once more to end at once)")
        release()
    }

    private func release() {
        let waiters = state.withLock { state in
            state.isStopping = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
