internal import Glibc
public import HarvestSources

/// The server's end of one connection, for its script: every call blocks and throws when nobody is there.
public struct LoopbackConnection: Sendable {
    let socket: Int32
    /// Which connection of the server it is, from 1.
    public let number: Int
    let server: LoopbackServer
    // POLLRDHUP, which Glibc's module does not show.
    private static let peerClosed: Int16 = 0x2000

    /// Reads a request with its body and keeps it as a fact; throws when the peer has closed.
    @discardableResult
    public func readRequest() throws -> LoopbackRequest {
        var bytes: [UInt8] = []
        let end = Array("\r\n\r\n".utf8)
        while !bytes.reversed().starts(with: end.reversed()) { bytes += try read(1) }
        let head = String(decoding: bytes, as: UTF8.self)
        guard let first = LoopbackRequest(head: head, body: [], connection: number) else {
            throw LoopbackEnd.gone
        }
        let body = try read(first.headers["Content-Length"].flatMap { Int($0) } ?? 0)
        guard let request = LoopbackRequest(head: head, body: body, connection: number) else {
            throw LoopbackEnd.gone
        }
        server.requests.record(request)
        return request
    }

    /// Sends text.
    public func send(_ text: String) throws { try send(Array(text.utf8)) }

    /// Sends bytes.
    public func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw LoopbackEnd.gone }
            sent += count
        }
    }

    /// Sends a whole answer with `Content-Length`.
    public func reply(
        _ status: Int = 200, headers: HTTPHeaders = [:], body: [UInt8] = [], length: Int? = nil
    ) throws {
        var head = "HTTP/1.1 \(status) Status\r\nContent-Length: \(length ?? body.count)\r\n"
        for field in headers.fields { head += "\(field.name): \(field.value)\r\n" }
        try send(Array("\(head)\r\n".utf8) + body)
    }

    /// Sends a whole answer of text.
    public func reply(_ status: Int = 200, headers: HTTPHeaders = [:], text: String) throws {
        try reply(status, headers: headers, body: Array(text.utf8))
    }

    /// Does nothing for a while; throws at once when the peer closes meanwhile.
    public func pause(_ duration: Duration) throws {
        let milliseconds = Int32(clamping: duration.components.seconds * 1_000)
        let rest = Int32(duration.components.attoseconds / 1_000_000_000_000_000)
        var watched = pollfd(fd: socket, events: Self.peerClosed, revents: 0)
        if poll(&watched, 1, milliseconds + rest) != 0 { throw LoopbackEnd.gone }
    }

    /// Waits until a fact holds, looking every millisecond; throws when the peer closes first.
    public func wait(until isTrue: () -> Bool) throws {
        while !isTrue() { try pause(.milliseconds(1)) }
    }

    /// Waits until the peer closes; the connection's end is then a fact of the server.
    public func waitForClose() throws {
        while true { try pause(.seconds(60)) }
    }

    /// The most connections of the server that were open at the same time.
    public var peakOpenCount: Int { server.peakOpenCount }

    /// Ends the script with a reset of the connection.
    public func reset() throws { throw LoopbackEnd.reset }

    private func read(_ count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var received = 0
        while received < count {
            let result = bytes[received...].withUnsafeMutableBytes {
                recv(socket, $0.baseAddress, $0.count, 0)
            }
            guard result > 0 else { throw LoopbackEnd.gone }
            received += result
        }
        return bytes
    }
}
