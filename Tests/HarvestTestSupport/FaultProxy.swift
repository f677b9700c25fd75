internal import Foundation
internal import Glibc
internal import HarvestCore

/// Stands between a client and a temporary server on a Unix socket, and breaks the connection around COMMIT:
/// in turns after the server has done it but before the client knows, and before the server has heard of it.
/// After each break it can turn away some connections, as a server that is away for a while.
package final class TemporaryPostgresProxy: Sendable {
    /// How often the connection was broken, how often it still will be, and what is turned away until then.
    private struct Cuts {
        var done = 0
        var left: Int
        var toTurnAway = 0
    }

    private let listener: Int32
    private let server: String
    private let cuts: Locked<Cuts>
    private let turnedAway: Int
    /// Stands for the port in the socket's name.
    private let number: Int
    private let directory: String

    /// Starts to listen, on a thread of its own, and will break `count` connections; the next `turnedAway`
    /// connections after each break are closed at once.
    package init(to server: TemporaryPostgres, cutting count: Int, turningAway turnedAway: Int = 0) throws {
        self.turnedAway = turnedAway
        directory = server.directory
        number = server.port + 1
        self.server = "\(server.directory)/.s.PGSQL.\(server.port)"
        cuts = Locked(Cuts(left: count))
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let path = "\(server.directory)/.s.PGSQL.\(number)"
        guard Self.with(path, { bind(listener, $0, $1) }) == 0, listen(listener, 16) == 0 else {
            throw TemporaryPostgres.Failure("cannot listen at \(path)")
        }
        chmod(path, 0o777)
        Thread.detachNewThread { [self] in serve() }
    }

    /// How many connections were broken so far.
    package var cutCount: Int { cuts.withLock { $0.done } }

    /// Address of a database through the proxy.
    package func url(of name: String) -> String {
        "host=\(directory) port=\(number) user=postgres dbname=\(name)"
    }

    /// Takes no further connections.
    package func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func serve() {
        while case let client = accept(listener, nil, nil), client >= 0 {
            Thread.detachNewThread { [self] in relay(client) }
        }
        close(listener)
    }

    /// Passes bytes on in both directions until one side ends or the connection is to break.
    private func relay(_ client: Int32) {
        let upstream = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer {
            close(client)
            close(upstream)
        }
        guard !isAway(), Self.with(server, { connect(upstream, $0, $1) }) == 0 else { return }
        var cutsAtAnswer = false
        var watched = [client, upstream].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while poll(&watched, 2, -1) > 0 {
            if watched[0].revents != 0 {
                let bytes = Self.read(client)
                if bytes.isEmpty { return }
                if Self.isCommit(bytes), let number = takeCut() {
                    if number.isMultiple(of: 2) { return Self.hangUp(upstream) }
                    cutsAtAnswer = true
                }
                Self.write(bytes, to: upstream)
            }
            if watched[1].revents != 0 {
                let bytes = Self.read(upstream)
                if bytes.isEmpty || cutsAtAnswer { return }
                Self.write(bytes, to: client)
            }
        }
    }

    private func takeCut() -> Int? {
        cuts.withLock { cuts in
            guard cuts.left > 0 else { return nil }
            cuts.left -= 1
            cuts.done += 1
            cuts.toTurnAway = turnedAway
            return cuts.done
        }
    }

    /// Whether the connection that just came is one to turn away.
    private func isAway() -> Bool {
        cuts.withLock { cuts in
            guard cuts.toTurnAway > 0 else { return false }
            cuts.toTurnAway -= 1
            return true
        }
    }

    /// Ends a connection and waits until the server has undone its transaction.
    private static func hangUp(_ upstream: Int32) {
        shutdown(upstream, Int32(SHUT_WR))
        while !read(upstream).isEmpty {}
    }

    /// A simple query whose text is COMMIT, with nothing around it.
    private static func isCommit(_ bytes: [UInt8]) -> Bool {
        bytes == Array("Q".utf8) + [0, 0, 0, 11] + Array("COMMIT".utf8) + [0]
    }

    private static func read(_ descriptor: Int32) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        return Array(buffer.prefix(max(count, 0)))
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Calls `body` with the address of a Unix socket.
    private static func with(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
