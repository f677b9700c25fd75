internal import Glibc
internal import HarvestCore
internal import HarvestSources

/// A TCP server on 127.0.0.1 and a free port, where a script plays each connection on a thread of its own.
///
/// It is for what a well-behaved server would not do: cut, drip, lie, reset, never end. A script may block;
/// its calls throw when the peer or the server is gone, which ends it. Everything it saw is kept as facts.
public final class LoopbackServer: Sendable {
    /// Plays one connection; the connection is closed when it returns or throws.
    public typealias Script = @Sendable (LoopbackConnection) throws -> Void

    /// The most connections served in one life, so that a mistake in a test ends.
    public static let connectionLimit = 4_096

    private struct State {
        var threads: [LoopThread] = []
        var sockets: [Int: Int32] = [:]
        var peak = 0
        var isStopping = false
    }

    private let listener: Int32
    private let state = Locked(State())
    /// Where it listens.
    public let port: Int
    /// The requests that scripts have read, in order.
    public let requests = Recorder<LoopbackRequest>()
    /// Numbers of the connections that were accepted, from 1.
    public let opened = Recorder<Int>()
    /// Numbers of the connections that have ended, on whichever side.
    public let closed = Recorder<Int>()

    /// Listens and plays `script` on every connection until `stop`.
    public init(_ script: @escaping Script) throws {
        (listener, port) = try Self.listen()
        let accepting = LoopThread { [self] in accept(script) }
        guard let accepting else { throw LoopbackEnd.system("no thread") }
        state.withLock { $0.threads.append(accepting) }
    }

    /// `http://127.0.0.1:port` with the path.
    public func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

    /// The most connections that were open at the same time.
    public var peakOpenCount: Int { state.withLock { $0.peak } }

    /// The number of connections that are open now.
    public var openCount: Int { state.withLock { $0.sockets.count } }

    /// Whether the server is ending.
    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// Ends all connections and threads. Scripts that wait are woken.
    public func stop() {
        let isFirst = state.withLock { state in
            defer { state.isStopping = true }
            guard !state.isStopping else { return false }
            for socket in state.sockets.values { shutdown(socket, Int32(SHUT_RDWR)) }
            return true
        }
        guard isFirst else { return }
        // A listening socket that is shut down makes `accept` return; no thread is added after that.
        shutdown(listener, Int32(SHUT_RDWR))
        var joined = 0
        while let thread = state.withLock({ joined < $0.threads.count ? $0.threads[joined] : nil }) {
            thread.finish()
            joined += 1
        }
        close(listener)
    }

    private func accept(_ script: @escaping Script) {
        var number = 0
        while number < Self.connectionLimit, !isStopping {
            let socket = Glibc.accept(listener, nil, nil)
            guard socket >= 0 else {
                if errno == EINTR || errno == ECONNABORTED { continue }
                guard errno == EMFILE || errno == ENFILE else { return }
                // Who is there waits until a descriptor is free: this test may be about having none.
                poll(nil, 0, 1)
                continue
            }
            // Programs that other tests start meanwhile must not hold this connection.
            _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
            number += 1
            serve(socket, number: number, script)
        }
    }

    private func serve(_ socket: Int32, number: Int, _ script: @escaping Script) {
        let isTaken = state.withLock { state in
            guard !state.isStopping else { return false }
            state.sockets[number] = socket
            state.peak = max(state.peak, state.sockets.count)
            return true
        }
        guard isTaken else { return _ = close(socket) }
        opened.record(number)
        let thread = LoopThread { [self] in
            play(LoopbackConnection(socket: socket, number: number, server: self), script)
        }
        guard let thread else { return finish(socket, number: number, isReset: false) }
        state.withLock { $0.threads.append(thread) }
    }

    private func play(_ connection: LoopbackConnection, _ script: Script) {
        var isReset = false
        do {
            try script(connection)
        } catch LoopbackEnd.reset {
            isReset = true
        } catch {
            // Scripts end by throwing when the peer has gone; what tests want to know is recorded as facts.
        }
        finish(connection.socket, number: connection.number, isReset: isReset)
    }

    private func finish(_ socket: Int32, number: Int, isReset: Bool) {
        if isReset {
            // Lingering for no time at all makes the kernel send a reset instead of an orderly end.
            var linger = linger(l_onoff: 1, l_linger: 0)
            setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
        } else {
            // Says goodbye even when a program started just before has a copy of the descriptor.
            shutdown(socket, Int32(SHUT_RDWR))
        }
        // Under the lock, so that `stop` never shuts down a number that was given to another socket
        // meanwhile.
        state.withLock { state in
            state.sockets[number] = nil
            close(socket)
        }
        closed.record(number)
    }

    private static func listen() throws -> (socket: Int32, port: Int) {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw LoopbackEnd.system("socket \(errno)") }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutableBytes(of: &address) { bytes -> Int32 in
            let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self)
            guard bind(socket, pointer, length) == 0, Glibc.listen(socket, 1_024) == 0 else { return -1 }
            return pointer.map { getsockname(socket, $0, &length) } ?? -1
        }
        guard result == 0 else {
            close(socket)
            throw LoopbackEnd.system("listen \(errno)")
        }
        return (socket, Int(UInt16(bigEndian: address.sin_port)))
    }
}

/// Lends a server to `body`, and has ended it with its threads on return.
public func withLoopbackServer<Result>(
    _ script: @escaping LoopbackServer.Script, _ body: (LoopbackServer) async throws -> Result
) async throws -> Result {
    let server = try LoopbackServer(script)
    defer { server.stop() }
    return try await body(server)
}
