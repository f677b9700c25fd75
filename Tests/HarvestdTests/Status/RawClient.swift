import Dispatch
import Glibc

/// One TCP connection to a port of this machine, for clients that misbehave. Calls wait, on a thread that
/// may.
final class RawClient: Sendable {
    private let descriptor: Int32

    /// Whether it got through.
    let isConnected: Bool

    init(port: UInt16) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        // A test that would hang fails instead; nothing that works takes so long.
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let socket = descriptor
        isConnected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    deinit { close(descriptor) }

    /// Sends text; whether all of it went.
    @discardableResult
    func send(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// Everything until the other side closes; `nil` when it has not within a minute.
    func received() async -> String? {
        await withCheckedContinuation { done in
            DispatchQueue.global().async { [self] in done.resume(returning: receive()) }
        }
    }

    private func receive() -> String? {
        var bytes: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &room, room.count, 0)
            if count < 0 { return errno == EAGAIN ? nil : String(decoding: bytes, as: UTF8.self) }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += room[..<count]
        }
    }

    /// One request on a connection of its own.
    static func get(_ path: String, port: UInt16, host: String = "localhost") async -> String? {
        let client = RawClient(port: port)
        client.send("GET \(path) HTTP/1.1\r\nHost: \(host)\r\n\r\n")
        return await client.received()
    }
}
