public import HarvestSources

/// A request as a loopback script read it.
public struct LoopbackRequest: Hashable, Sendable {
    /// `GET`, `POST`.
    public let method: String
    /// Path with arguments.
    public let target: String
    /// The fields.
    public let headers: HTTPHeaders
    /// The body, as long as `Content-Length` said.
    public let body: [UInt8]
    /// The number of the connection it came on, from 1.
    public let connection: Int

    /// Takes the head of a request apart; `nil` when it is none.
    init?(head: String, body: [UInt8], connection: Int) {
        let lines = head.split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3 else { return nil }
        method = String(words[0])
        target = String(words[1])
        var headers = HTTPHeaders()
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            headers.append(name: String(line[..<colon]), value: String(value))
        }
        self.headers = headers
        self.body = body
        self.connection = connection
    }
}
