/// One answer of an upstream service as it came: the unit of truth. Collectors are functions of frames, so
/// that live runs, replay and tests take the same path.
public struct Frame: Sendable, Hashable {
    /// Which endpoint it came from: `gamma events/keyset`.
    public let endpoint: Endpoint
    /// Our own counter within the source, from 1.
    public let sequence: UInt64
    /// Wall time when the last byte was here.
    public let receivedAt: Timestamp
    /// The same on the clock that never jumps.
    public let uptime: Duration
    /// The request: method, address and, for a POST, body. Holds no secrets, because the endpoints ask for
    /// none.
    public let request: String
    /// HTTP status.
    public let status: Int
    /// The body, content coding undone.
    public let bytes: [UInt8]

    /// Makes a frame.
    public init(
        endpoint: Endpoint, sequence: UInt64, receivedAt: Timestamp, uptime: Duration, request: String,
        status: Int, bytes: [UInt8]
    ) {
        self.endpoint = endpoint
        self.sequence = sequence
        self.receivedAt = receivedAt
        self.uptime = uptime
        self.request = request
        self.status = status
        self.bytes = bytes
    }
}
