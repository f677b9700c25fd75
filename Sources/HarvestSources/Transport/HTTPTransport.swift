/// What carries requests to servers and brings whole answers back: libcurl in the daemon, a script in tests.
public protocol HTTPTransport: Sendable {
    /// Asks and waits for the whole answer.
    ///
    /// Throws `TransportError` when there is none, and `CancellationError` when the task is cancelled; the
    /// connection's slot is free again when it returns or throws. It does not try again.
    func response(to request: HTTPRequest) async throws -> HTTPResponse
}
