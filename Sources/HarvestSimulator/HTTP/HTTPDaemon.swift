internal import CMicrohttpd
internal import HarvestListener

/// The HTTP server: a listener on loopback with two threads of its own.
///
/// It turns the library's callbacks into one question, which is asked on the library's threads and must not
/// wait. It starts with its existence and ends with `stop`.
final class HTTPDaemon: @unchecked Sendable {
    // Proof for @unchecked: all members are immutable; the context is released once, by `stop`, when the
    // listener's threads are gone.
    private let listener: LoopbackListener
    private let context: Unmanaged<HTTPCallbacks>
    private let line: DelayLine

    /// The port it listens on.
    var port: UInt16 { listener.port }

    /// Longest body of a request, in bytes; 500 tokens need about 50,000.
    static let bodyLimit = 256 * 1_024

    /// A silent connection is kept long: silence is measured in real time whatever the clock, and a client
    /// on a busy machine comes back late, and would find its connection gone. The room is for headers and
    /// for an address that names a hundred conditions.
    private static let limits = LoopbackListener.Limits(
        threads: 2, connections: 1_024, silenceSeconds: 600, connectionBytes: 128 * 1_024)

    /// Starts listening; port zero lets the system choose. Throws when the port cannot be had.
    init(port: UInt16, line: DelayLine, answer: @escaping @Sendable (SimulatedRequest) -> PreparedAnswer)
        throws
    {
        let context = Unmanaged.passRetained(HTTPCallbacks(line: line, answer: answer))
        var callbacks = LoopbackListener.Callbacks(
            context: context.toOpaque(), access: HTTPCallbacks.access)
        callbacks.targetSeen = HTTPCallbacks.targetSeen
        callbacks.completed = HTTPCallbacks.completed
        do throws(LoopbackListener.Refusal) {
            listener = try LoopbackListener(
                host: "127.0.0.1", port: port, limits: Self.limits, callbacks: callbacks)
        } catch {
            context.release()
            throw SimulatorFailure.cannotListen(port: port)
        }
        self.context = context
        self.line = line
    }

    /// Stops listening and waits, off the cooperative threads, until the library's threads are gone.
    func stop() async {
        line.close()
        await listener.stop()
        context.release()
    }
}
