public import HarvestSources

/// What a scripted transport answers: a status with a body, or a failure, after a delay on the clock.
public struct ScriptedReply: Sendable {
    /// HTTP status.
    public var status: Int
    /// Header fields.
    public var headers: HTTPHeaders
    /// The body.
    public var body: [UInt8]
    /// How long the answer takes on the transport's clock.
    public var delay: Duration
    /// Thrown instead of answering.
    public var failure: (any Error)?

    /// Makes a reply.
    public init(
        status: Int = 200, headers: HTTPHeaders = [:], body: [UInt8] = [], delay: Duration = .zero,
        failure: (any Error)? = nil
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.delay = delay
        self.failure = failure
    }

    /// Answers 200 with JSON text.
    public static func json(_ text: String) -> ScriptedReply {
        ScriptedReply(headers: ["Content-Type": "application/json"], body: Array(text.utf8))
    }

    /// Answers a status with text.
    public static func status(
        _ status: Int, headers: HTTPHeaders = [:], _ text: String = ""
    ) -> ScriptedReply {
        ScriptedReply(status: status, headers: headers, body: Array(text.utf8))
    }

    /// Fails as the real transport would.
    public static func failure(_ kind: TransportError.Kind, host: String = "scripted.example")
        -> ScriptedReply
    {
        ScriptedReply(failure: TransportError(kind, host: host))
    }

    /// The same reply, later.
    public func after(_ delay: Duration) -> ScriptedReply {
        var later = self
        later.delay = delay
        return later
    }
}
