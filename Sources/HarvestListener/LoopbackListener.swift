package import CMicrohttpd
internal import Dispatch
internal import Glibc

/// An HTTP server of libmicrohttpd on an address of this machine, with threads of its own.
///
/// It knows nothing of what is asked and answered: the callbacks are its user's, and are called on the
/// library's threads, so they must not wait. It listens from `init` until `stop`.
package final class LoopbackListener: @unchecked Sendable {
    // Proof for @unchecked: all members are immutable, and the pointer is only given back to the library,
    // whose functions on a daemon may be called from any thread; `stop` is called once.
    private let daemon: OpaquePointer

    /// How much clients may take.
    package struct Limits: Sendable {
        /// Threads that serve connections.
        package let threads: UInt32
        /// Connections at a time; more are turned away.
        package let connections: UInt32
        /// How long a connection may be silent, in seconds of real time.
        package let silenceSeconds: UInt32
        /// Room for the head of a request, in bytes; a longer one is refused.
        package let connectionBytes: Int

        /// Names the limits.
        package init(threads: UInt32, connections: UInt32, silenceSeconds: UInt32, connectionBytes: Int) {
            self.threads = threads
            self.connections = connections
            self.silenceSeconds = silenceSeconds
            self.connectionBytes = connectionBytes
        }
    }

    /// The functions the library calls, and what they are called with.
    package struct Callbacks {
        /// Passed to every callback; must live until `stop` has returned.
        package var context: UnsafeMutableRawPointer
        /// For the head of a request, for each part of its body, and at its end.
        package var access: MHD_AccessHandlerCallback
        /// First of all for each request, with its address as it was sent.
        package var targetSeen:
            (
                @convention(c) (
                    UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?
                ) -> UnsafeMutableRawPointer?
            )?
        /// Last of all for each request.
        package var completed: MHD_RequestCompletedCallback?
        /// When a connection was accepted and when it closes.
        package var connected: MHD_NotifyConnectionCallback?

        /// Names the one callback that must be there.
        package init(context: UnsafeMutableRawPointer, access: @escaping MHD_AccessHandlerCallback) {
            self.context = context
            self.access = access
        }
    }

    /// Why nothing listens, by the system's number; zero when the library did not say.
    package struct Refusal: Error {
        /// The system's number.
        package let number: Int32
    }

    /// The port it listens on.
    package let port: UInt16

    /// Starts listening; `host` is a loopback address in digits, port zero lets the system choose.
    package init(host: String, port: UInt16, limits: Limits, callbacks: Callbacks) throws(Refusal) {
        let started = host.withCString { host in
            var wanted = harvest_mhd_listener(
                host: host, port: port, threads: limits.threads, connections: limits.connections,
                timeout_seconds: limits.silenceSeconds, connection_memory_bytes: limits.connectionBytes,
                context: callbacks.context, answer: callbacks.access, target_seen: callbacks.targetSeen,
                completed: callbacks.completed, connected: callbacks.connected)
            return harvest_mhd_start(&wanted)
        }
        guard let started else { throw Refusal(number: errno) }
        daemon = started
        self.port = harvest_mhd_port(started)
    }

    /// Stops listening and waits, off the cooperative threads, until the library's threads are gone.
    package func stop() async {
        await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
            DispatchQueue.global().async {
                MHD_stop_daemon(self.daemon)
                done.resume()
            }
        }
    }
}
