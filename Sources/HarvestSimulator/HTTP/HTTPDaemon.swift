internal import CMicrohttpd
internal import Dispatch
internal import HarvestCore

/// The HTTP server: libmicrohttpd on loopback with two threads of its own.
///
/// It turns the library's callbacks into one question, which is asked on the library's threads and must not
/// wait. It starts with its existence and ends with `stop`.
final class HTTPDaemon: @unchecked Sendable {
    // Proof for @unchecked: all members are immutable; the pointer is only given back to the library, whose
    // daemon functions may be called from any thread, and `stop` is called once.
    private let daemon: OpaquePointer
    private let context: Unmanaged<HTTPCallbacks>
    private let line: DelayLine

    /// The port it listens on.
    let port: UInt16

    /// Longest body of a request, in bytes; 500 tokens need about 50,000.
    static let bodyLimit = 256 * 1_024

    private static let threads: UInt32 = 2
    private static let connections: UInt32 = 1_024
    /// Ends connections that nobody uses any more. It is real time whatever the clock, so it is long: a
    /// client on a busy machine comes back late, and would find its connection gone.
    private static let timeoutSeconds: UInt32 = 600
    /// Room for headers and for an address that names a hundred conditions.
    private static let connectionMemory = 128 * 1_024

    /// Starts listening; port zero lets the system choose. Throws when the port cannot be had.
    init(port: UInt16, line: DelayLine, answer: @escaping @Sendable (SimulatedRequest) -> PreparedAnswer)
        throws
    {
        let context = Unmanaged.passRetained(HTTPCallbacks(line: line, answer: answer))
        let started = harvest_mhd_start(
            port, Self.threads, Self.connections, Self.timeoutSeconds, Self.connectionMemory,
            context.toOpaque(), HTTPCallbacks.access, HTTPCallbacks.targetSeen, HTTPCallbacks.completed)
        guard let started else {
            context.release()
            throw SimulatorFailure.cannotListen(port: port)
        }
        daemon = started
        self.context = context
        self.line = line
        self.port = harvest_mhd_port(started)
    }

    /// Stops listening and waits, off the cooperative threads, until the library's threads are gone.
    func stop() async {
        line.close()
        await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
            DispatchQueue.global().async {
                MHD_stop_daemon(self.daemon)
                self.context.release()
                done.resume()
            }
        }
    }
}
