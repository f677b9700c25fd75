internal import CMicrohttpd
internal import Glibc
internal import HarvestCore

/// Ends connections that take too long, however busily they drip.
///
/// The library only ends silent ones, and a client that sends a byte now and then would keep its place for
/// ever. A socket is cut off only while the library holds it open: it tells us before it closes one, and the
/// lock keeps that from happening at the same time.
final class ConnectionWatch: Sendable {
    private struct Connection: Sendable {
        let socket: Int32
        let since: Duration
    }

    private let open = Locked<[UInt: Connection]>([:])
    private let clock: any EngineClock

    init(clock: any EngineClock) { self.clock = clock }

    /// Connections that are open now.
    var count: Int { open.withLock { $0.count } }

    /// Notes a connection that the library accepted. Called on its threads, like `closed`.
    func accepted(_ connection: OpaquePointer) {
        let noted = Connection(socket: harvest_mhd_socket(connection), since: clock.uptime)
        open.withLock { $0[UInt(bitPattern: connection)] = noted }
    }

    /// Notes that the library is about to close a connection.
    func closed(_ connection: OpaquePointer) {
        _ = open.withLock { $0.removeValue(forKey: UInt(bitPattern: connection)) }
    }

    /// Cuts off what has been open for longer than `limit`; the library then closes it.
    func endOverdue(limit: Duration) {
        let now = clock.uptime
        open.withLock { connections in
            for connection in connections.values where now - connection.since > limit {
                shutdown(connection.socket, Int32(SHUT_RDWR))
            }
        }
    }
}
