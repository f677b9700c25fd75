public import HarvestCore

/// A whole answer of a server. Every status is an answer, not only 200; an answer that was cut is an error.
public struct HTTPResponse: Hashable, Sendable {
    /// HTTP status: 200, 404, 429 …
    public let status: Int
    /// The fields of the answer.
    public let headers: HTTPHeaders
    /// The body, content coding undone.
    public let body: [UInt8]
    /// Body bytes that came over the wire, before inflation, header fields not counted.
    public let wireByteCount: Int
    /// Wall time when the last byte was here.
    public let receivedAt: Timestamp
    /// The same on the clock that never jumps.
    public let uptime: Duration

    /// Makes an answer.
    public init(
        status: Int, headers: HTTPHeaders, body: [UInt8], wireByteCount: Int, receivedAt: Timestamp,
        uptime: Duration
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.wireByteCount = wireByteCount
        self.receivedAt = receivedAt
        self.uptime = uptime
    }
}
