internal import Dispatch
internal import Glibc
internal import HarvestCore

/// Waits for SIGINT and SIGTERM, and hands them to a `StopRequest`; other signals ring a bell.
final class SignalWatch: Sendable {
    private let request: StopRequest
    /// Kept so that they live as long as the watch.
    private let sources: Locked<[any DispatchSourceSignal]>

    /// Starts watching; signals no longer end the process by themselves. `farewell` is told at the first one
    /// that asks to stop; `bells` are rung by the signals they stand for.
    init(
        notes: Notes, farewell: String = "stopping: what was collected is being stored",
        bells: [Int32: Bell] = [:]
    ) {
        request = StopRequest(notes: notes, farewell: farewell) { exit($0) }
        let queue = DispatchQueue(label: "signals")
        sources = Locked([])
        for number in [SIGINT, SIGTERM] {
            watch(number, on: queue) { [weak request] in request?.receive(number) }
        }
        for (number, bell) in bells { watch(number, on: queue) { bell.ring() } }
    }

    private func watch(_ number: Int32, on queue: DispatchQueue, _ body: @escaping @Sendable () -> Void) {
        Glibc.signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler(handler: body)
        source.resume()
        sources.withLock { $0.append(source) }
    }

    /// Returns once a first signal has come, or when the task is cancelled.
    func stopRequested() async { await request.wait() }

    /// Does work that a first signal cancels. Throws `Interruption` when the work did not end by itself.
    func cancelling<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws
        -> Value
    {
        try await request.cancelling(work)
    }
}
