internal import Dispatch
internal import Foundation
internal import Glibc
internal import HarvestCore

/// The plainest HTTP client there is: one request, everything that comes until the connection closes.
///
/// A real client would hide what these tests look at: lengths that lie, bodies that stop, bytes that drip.
enum RawHTTP {
    struct Answer {
        let head: String
        let body: [UInt8]

        var status: Int { head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0 }

        func header(_ name: String) -> String? {
            let lines = head.split(separator: "\r\n").dropFirst()
            let line = lines.first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
            return line.map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
        }
    }

    /// Asks and waits, on a thread that may wait. At most `bound` bytes are read.
    static func ask(
        _ address: SimulatorPort, _ target: String, headers: [String] = [], body: String? = nil,
        bound: Int = .max
    ) async -> Answer {
        let length = body.map { ["Content-Length: \($0.utf8.count)"] } ?? []
        let lines =
            ["\(body == nil ? "GET" : "POST") \(target) HTTP/1.1", "Host: localhost", "Connection: close"]
            + headers + length
        let request = lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")
        let bytes = await withCheckedContinuation { done in
            DispatchQueue.global().async { done.resume(returning: exchange(address.port, request, bound)) }
        }
        return split(bytes)
    }

    private static func exchange(_ port: UInt16, _ request: String, _ bound: Int) -> [UInt8] {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { return [] }
        let bytes = Array(request.utf8)
        guard send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { return [] }
        var answer: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 64 * 1_024)
        while answer.count < bound {
            let count = recv(descriptor, &room, room.count, 0)
            guard count > 0 else { break }
            answer += room[..<count]
        }
        return answer
    }

    private static func split(_ bytes: [UInt8]) -> Answer {
        let end = Array("\r\n\r\n".utf8)
        guard let cut = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else {
            return Answer(head: "", body: [])
        }
        return Answer(head: String(decoding: bytes[..<cut], as: UTF8.self), body: Array(bytes[(cut + 4)...]))
    }
}
