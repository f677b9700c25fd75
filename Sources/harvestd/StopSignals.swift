internal import Dispatch
internal import Glibc

/// SIGINT and SIGTERM as a sequence, so that stopping is an ordinary thing a task can wait for.
enum StopSignals {
    /// Lends the signals that arrive while `body` runs, in order; a handful are kept when nobody reads. The usual
    /// meaning, to end the process, is back when it returns.
    static func lend<Result>(
        _ body: (AsyncStream<Int32>) async throws -> Result
    ) async rethrows -> Result {
        let (signals, continuation) = AsyncStream.makeStream(
            of: Int32.self, bufferingPolicy: .bufferingOldest(4))
        let sources = [SIGINT, SIGTERM].map { number in
            // Without this the process would end before the source could tell.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield(number) }
            source.resume()
            return source
        }
        defer {
            for source in sources { source.cancel() }
            continuation.finish()
            for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
        }
        return try await body(signals)
    }
}
