internal import HarvestCore
public import HarvestSources

/// Carries requests by another transport without their deadlines, which are real time.
///
/// A test whose server answers as fast as the machine allows would otherwise say how busy that machine is.
/// What deadlines do is tested with the transport alone; here an hour ends a hang.
public struct PatientTransport: HTTPTransport {
    private let carrier: any HTTPTransport

    /// Wraps a transport.
    public init(_ carrier: any HTTPTransport) { self.carrier = carrier }

    /// Asks and waits for the whole answer, however long it takes.
    public func response(to request: HTTPRequest) async throws -> HTTPResponse {
        var request = request
        request.deadlines = RequestDeadlines(
            connect: .hours(1), firstByte: .hours(1), total: .hours(1), lowSpeedWindow: .hours(1))
        return try await carrier.response(to: request)
    }
}
