internal import Foundation
internal import Glibc
internal import HarvestCore

/// Stands between a client and a server on this machine and does to their bytes what networks do.
///
/// What goes wrong is a list of faults that a test changes while connections are open; chance comes from a
/// seed. It knows one word of PostgreSQL's, COMMIT, because the moment around it is the worst one to break.
package final class FaultProxy: Sendable {
    private let faults: ProxyFaults
    private let server: LoopbackServer

    /// Starts to listen, on a thread of its own, and passes everything on to a port of 127.0.0.1.
    package init(to port: Int, seed: UInt64 = 1) throws {
        let faults = ProxyFaults(seed: seed)
        self.faults = faults
        server = try LoopbackServer { try ProxyRelay(faults, to: port).play($0) }
    }

    /// Where it listens on 127.0.0.1.
    package var port: Int { server.port }

    /// How often a fault has broken or silenced a connection.
    package var strikeCount: Int { faults.strikeCount }

    /// The number of connections that are open now.
    package var openCount: Int { server.openCount }

    /// Adds a fault, with `times` only for so many strikes. It holds for open connections, too, whose bytes
    /// are counted from now on.
    package func add(_ fault: ProxyFault, times: Int? = nil) { faults.add(fault, times: times) }

    /// Takes all faults away.
    package func removeAll() { faults.removeAll() }

    /// Ends all connections and takes no more.
    package func stop() { server.stop() }
}

extension FaultProxy {
    /// Stands before a temporary server and breaks `count` connections around COMMIT: in turns after the
    /// server has done it but before the client knows, and before the server has heard of it. After each
    /// break it turns away some connections, as a server that is away for a while.
    package convenience init(
        to server: TemporaryPostgres, cutting count: Int = 0, turningAway turnedAway: Int = 0
    ) throws {
        try self.init(to: server.port)
        for number in 0..<count {
            add(.commitCut(isDone: number.isMultiple(of: 2), thenAway: turnedAway), times: 1)
        }
    }

    /// Address of a database of the temporary server through the proxy.
    package func url(of name: String) -> String {
        "postgresql://postgres:\(TemporaryPostgres.password)@127.0.0.1:\(port)/\(name)"
    }
}

/// Lends a proxy to `body`, and has ended it with its threads on return.
package func withFaultProxy<Result>(
    to port: Int, seed: UInt64 = 1, _ body: (FaultProxy) async throws -> Result
) async throws -> Result {
    let proxy = try FaultProxy(to: port, seed: seed)
    defer { proxy.stop() }
    return try await body(proxy)
}
