public import HarvestCore

/// One request the simulator answered.
public struct LoggedRequest: Hashable, Sendable {
    /// Running number, from 1.
    public let number: Int
    /// `GET` or `POST`.
    public let method: String
    /// Path and query as they were sent.
    public let target: String
    /// Which endpoint it met: `gamma events/keyset`.
    public let endpoint: Endpoint
    /// The body's length in bytes.
    public let bodyLength: Int
    /// Status of the answer; zero when the connection was closed without one.
    public let status: Int
    /// Length of the answer's body as sent, in bytes.
    public let answerLength: Int
    /// When it was answered, by the simulated services' time.
    public let time: Timestamp
    /// When it was answered, by the clock that was handed in.
    public let uptime: Duration
}
